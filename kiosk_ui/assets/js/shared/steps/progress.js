// How far an application is, by its number and the phone it was applied for with.

import { progressParts } from "../cards/application.js";
import { el } from "../dom.js";
import { onTap } from "../tap.js";
import { Flow } from "./flow.js";

/** Number, phone, and what may be told: no name and no amount. */
export function progressFlow({ host, prompts, call, changed }) {
  let found = null;
  return new Flow({
    prompts,
    changed,
    path: [
      { name: "progress_number", field: "number", kind: "case_number" },
      { name: "progress_phone", field: "phone", kind: "phone", autocomplete: "tel-national" },
      { name: "progress_found", kind: "draw", draw: () => [el("section", { class: "personal application" }, progressParts(found)), done(host)] },
    ],
    after: {
      progress_phone: async (flow) => {
        const { number, phone } = flow.values;
        ({ progress: found } = await call("POST", "grants/progress", { number, phone }));
        flow.values = {};
      },
    },
  });
}

function done(host) {
  const button = el("button", { type: "button", class: "next full" }, "好了");
  onTap(button, () => host.leave());
  return button;
}
