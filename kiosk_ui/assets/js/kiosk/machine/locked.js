// The notice of a locked machine: read aloud to whoever touches it; waits until a clerk puts it back into use.

import { Voice } from "../../shared/voice.js";
import { beat, goTo } from "../heartbeat.js";
import { connectStaffCorner, inCorner } from "../staff_corner.js";

const voice = new Voice(document.getElementById("voice"));
const words = JSON.parse(document.getElementById("screen").querySelector(".notice").dataset.audio);

beat(document.getElementById("desk").dataset.version, ({ serves }) => serves && goTo("/kiosk"));
document.addEventListener("click", (event) => inCorner(event) || voice.playing || voice.say(words)); // another touch does not begin it anew
connectStaffCorner();
document.addEventListener("contextmenu", (event) => event.preventDefault());
