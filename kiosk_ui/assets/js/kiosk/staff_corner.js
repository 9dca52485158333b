// The way out for clerks: five touches of the upper left corner lead to their page, which asks for number and PIN.

import { goTo } from "./heartbeat.js";

const TOUCHES = 5;
const WITHIN_MS = 3000;
const SIDE = 0.12; // of the panel's width: the touches may miss the very corner, and no control stands there

/** Is this a touch of the corner? */
export const inCorner = ({ clientX, clientY }) => Math.max(clientX, clientY) <= innerWidth * SIDE;

/** Count touches of the corner; nothing is drawn there, and a visitor who brushes it notices nothing. */
export function connectStaffCorner() {
  let touches = [];
  document.addEventListener("click", (event) => {
    if (!inCorner(event)) return;
    const { timeStamp } = event;
    touches = [...touches.filter((moment) => timeStamp - moment < WITHIN_MS), timeStamp];
    if (touches.length >= TOUCHES) goTo("/kiosk/staff");
  });
}
