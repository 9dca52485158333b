#!/bin/sh
# Starts the kiosk's browser on a clean profile, and ends it when its page process died, so that systemd starts it anew.
set -eu

KIOSK_URL=${KIOSK_URL:?address of the server, from /etc/wanqing/kiosk.env}
RUN=${RUNTIME_DIRECTORY:-/run/wanqing-kiosk}      # in memory: gone with the power
STATE=${STATE_DIRECTORY:-/var/lib/wanqing-kiosk}  # on disk: the machine's own cookie, and nothing of a visitor
BROWSER=${KIOSK_BROWSER:-chromium}
STARTING=${KIOSK_START_SECONDS:-10}               # as long as a browser may take to show its first page
PROFILE=$RUN/profile
JAR=Default/Cookies

# A visitor's page stores nothing; what the browser itself keeps (history, caches, a session to restore) goes with every start.
# Only the cookie by which the server knows this machine stays.
if [ -f "$PROFILE/$JAR" ]; then cp -f "$PROFILE/$JAR" "$STATE/cookies"; fi
rm -rf "$PROFILE"
mkdir -p -m 700 "$PROFILE/Default"
if [ -f "$STATE/cookies" ]; then cp -f "$STATE/cookies" "$PROFILE/$JAR"; fi

# The key by which the watchdog asks the server after this run's page. Behind the #, so no server log sees it.
key=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s' "$key" > "$RUN/browser.new"
mv -f "$RUN/browser.new" "$RUN/browser"

# Flags: one page without chrome, no zoom and no swipe back, sound without a touch, no bubble after a power cut, cookies under
# the browser's own key (no desktop keyring on a kiosk), no spare page process (it would hide that the real one died).
# shellcheck disable=SC2086 - KIOSK_EXTRA_FLAGS holds several words
"$BROWSER" \
  --kiosk \
  --user-data-dir="$PROFILE" \
  --no-first-run \
  --noerrdialogs \
  --hide-crash-restore-bubble \
  --disable-session-crashed-bubble \
  --disable-pinch \
  --overscroll-history-navigation=0 \
  --disable-features=OverscrollHistoryNavigation,Translate,SpareRendererForSitePerProcess \
  --disable-component-update \
  --autoplay-policy=no-user-gesture-required \
  --password-store=basic \
  --lang=zh-CN \
  ${KIOSK_EXTRA_FLAGS:-} \
  "$KIOSK_URL/kiosk#browser=$key" &
browser=$!
trap 'kill "$browser" 2>/dev/null || true' INT TERM HUP

# Are there page processes below the browser? (They hang below its zygote, so the whole tree is looked through.)
pages() {
  ps -e -o pid=,ppid=,args= | awk -v root="$browser" '
    { parent[$1] = $2; if ($0 ~ /--type=renderer/) page[$1] = 1 }
    END { for (p in page) { q = p; while (q in parent) { if (q == root) { n++; break } q = parent[q] } } print n + 0 }'
}

missing=0
ticks=0
while kill -0 "$browser" 2>/dev/null; do
  sleep 1
  ticks=$((ticks + 1))
  if [ "$ticks" -lt "$STARTING" ]; then continue; fi  # it is still starting
  if [ $((ticks % 3)) -ne 0 ]; then continue; fi
  if [ "$(pages)" -gt 0 ]; then missing=0; else missing=$((missing + 1)); fi
  if [ "$missing" -ge 2 ]; then
    echo "the page process is gone: the browser starts anew" >&2
    kill "$browser" 2>/dev/null || true
    break
  fi
  # Once a minute: a power cut must not cost the registration that was made just now.
  if [ $((ticks % 60)) -eq 0 ] && [ -f "$PROFILE/$JAR" ]; then cp -f "$PROFILE/$JAR" "$STATE/cookies"; fi
done
wait "$browser" || true
if [ -f "$PROFILE/$JAR" ]; then cp -f "$PROFILE/$JAR" "$STATE/cookies"; fi
