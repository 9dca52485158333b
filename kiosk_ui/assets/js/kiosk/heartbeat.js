// Signs of life: every half minute the page tells the server that it is there, and learns what the machine may do.

import { request } from "../shared/api.js";

const EVERY_MS = 30000;
const STALE_MS = 2 * 3600 * 1000; // a page opened since then is fresh enough
const NIGHT = [3, 4]; // hours in which a page that stood all day loads itself anew

/** The key of this run of the browser, which the machine's watchdog put behind the #; "" on a machine without one. */
export const browserKey = (place = location) => new URLSearchParams(place.hash.slice(1)).get("browser") ?? "";

/** Another page of this machine, with the watchdog's key. */
export const goTo = (path) => location.replace(path + location.hash);

/**
 * Beat now and every half minute. `told({registered, serves, version})` gets each answer; `voice()` says whether the
 * voice works. A beat that is lost is no matter: the page's own watch says so, and the next one comes.
 */
export function beat(version, told, voice = () => true) {
  const send = async () => {
    try {
      told(await request("POST", "/api/devices/heartbeat", { body: { version, voice: voice(), browser: browserKey() } }));
    } catch (error) {
      if (!error.code) throw error;
    }
  };
  send();
  setInterval(send, EVERY_MS);
}

/** The kiosk page's heart: leaves at once when the machine may no longer serve, loads a newer page only at idle. */
export function watchMachine(version, { idle, voice }) {
  const opened = Date.now();
  beat(
    version,
    (answer) => {
      if (!answer.serves) return goTo(answer.registered ? "/kiosk/locked" : "/kiosk/register");
      if (idle() && (answer.version !== version || stood(opened))) location.reload();
    },
    voice,
  );
}

function stood(opened) {
  const hour = new Date().getHours();
  return Date.now() - opened > STALE_MS && hour >= NIGHT[0] && hour < NIGHT[1];
}
