#!/bin/sh
# Puts the kiosk's files in place: install.sh http://SERVER:PORT . Again and again it gives the same. DESTDIR for a trial elsewhere.
set -eu

url=${1:?address of the server, like http://10.0.0.2:8000}
case $url in
  http://*/* | https://*/*) echo "only the address, nothing after the port: $url" >&2; exit 2 ;;
  http://?* | https://?*) ;;
  *) echo "not an address: $url" >&2; exit 2 ;;
esac
root=${DESTDIR:-}
here=$(cd "$(dirname "$0")" && pwd)

install -d "$root/opt/wanqing-kiosk" "$root/etc/wanqing" "$root/etc/chromium/policies/managed" "$root/etc/systemd/system"
install -m 755 "$here/launch.sh" "$root/opt/wanqing-kiosk/launch.sh"
install -m 644 "$here/watchdog.py" "$here/check.py" "$here/chromium-policy.json" "$root/opt/wanqing-kiosk/"
install -m 644 "$here/wanqing-kiosk.service" "$here/wanqing-kiosk-watchdog.service" "$root/etc/systemd/system/"
sed "s|http://127.0.0.1:8000|$url|" "$here/kiosk.env" > "$root/etc/wanqing/kiosk.env"
sed "s|http://127.0.0.1:8000|$url|" "$here/chromium-policy.json" > "$root/etc/chromium/policies/managed/wanqing.json"

if [ -z "$root" ]; then
  id kiosk > /dev/null 2>&1 || useradd --create-home --groups audio,video,input --shell /usr/sbin/nologin kiosk
  systemctl daemon-reload
  systemctl enable wanqing-kiosk.service wanqing-kiosk-watchdog.service
  systemctl set-default multi-user.target
fi
echo "文件放好了。接下来：重启机器，再运行 python3 /opt/wanqing-kiosk/check.py"
