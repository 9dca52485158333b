// The other things a person may enter once known: a new phone, a relative's access, an address for a home visit.

import { Flow } from "./flow.js";

const option = (value, label = value) => ({ value, label });
const DAYS = [option(30, "一个月"), option(90, "三个月"), option(365, "一年")];

/** Change of phone: the new number, then the code sent to it. */
export function phoneFlow({ prompts, call, finished, changed }) {
  return new Flow({
    prompts,
    changed,
    path: [
      { name: "new_phone", field: "phone", kind: "phone", autocomplete: "tel-national" },
      { name: "new_code", field: "code", kind: "code" },
    ],
    after: {
      new_phone: ({ values }) => call("POST", "phone", { phone: values.phone }),
      new_code: async (flow) => {
        await call("POST", "phone/verify", { code: flow.values.code });
        flow.end();
        finished();
      },
    },
  });
}

/**
 * A relative is allowed to look: who, how related, which phone, what, for how long. What can be chosen is the server's.
 * `finished({grants, views})` gets the list as it is then.
 */
export function familyFlow({ prompts, call, finished, changed }) {
  const relation = { name: "relation", field: "relation", kind: "choice", options: [] };
  const scopes = { name: "scopes", field: "scopes", kind: "many", options: [] };
  return new Flow({
    prompts,
    changed,
    path: [
      { name: "family_name", field: "name", kind: "text" },
      relation,
      { name: "family_phone", field: "phone", kind: "phone" },
      scopes,
      { name: "days", field: "days", kind: "choice", options: DAYS },
    ],
    after: {
      family_name: async () => {
        const offer = await call("GET", "family");
        relation.options = offer.relations.map((label) => option(label));
        scopes.options = offer.scopes.map(({ id, label }) => option(id, label));
      },
      days: async (flow) => {
        await call("POST", "family", { ...flow.values });
        flow.end();
        finished(await call("GET", "family"));
      },
    },
  });
}

/** The address of a home visit. `finished(data)` gets the server's answer. */
export function addressFlow({ prompts, call, finished, changed }) {
  return new Flow({
    prompts,
    changed,
    path: [{ name: "visit_address", field: "address", kind: "text", autocomplete: "street-address" }],
    after: {
      visit_address: async (flow) => {
        const data = await call("POST", "visit-address", { address: flow.values.address });
        flow.end();
        finished(data);
      },
    },
  });
}
