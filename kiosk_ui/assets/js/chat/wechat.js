// From the official account into the page: the same conversation goes on, and the account can be bound to who is proven.

import { ApiError, request } from "../shared/api.js";
import { systemMessage } from "./bubbles.js";

const ASK = "以后用这个微信打开，不用再核对身份，要这样吗？随时可以解除。";
const BIND = "以后用这个微信就认得我";
const BOUND = "好的，以后用这个微信打开就认得您。不想要了，在公众号里回复：解除绑定。";
const TICKET = /^#w=([\w-]{16,64})$/;

/** The ticket behind the address, if any. It is good once, so it does not stay there. */
export function takeTicket() {
  const [, ticket] = location.hash.match(TICKET) ?? [];
  if (ticket) history.replaceState(null, "", location.pathname);
  return ticket;
}

/** Put the conversation of the official account in the place of what `store` remembers. Resolves to its last replies, or words. */
export async function enter(ticket, store) {
  // The same phone goes on as whom it was proven; any other proves itself afresh.
  const headers = store.conversation ? { Authorization: `Bearer ${store.conversation.token}` } : {};
  try {
    const { id, token, replies } = await request("POST", "/api/wechat/sessions", { body: { ticket }, headers });
    store.clear();
    store.conversation = { id, token };
    return { replies };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { replies: [], words: error.detail };
  }
}

/** Offers once to bind the account, as soon as somebody is proven in a conversation that came from it. */
export class Binding {
  #talk;
  #offered = "";

  constructor(talk) {
    this.#talk = talk;
  }

  /** Call when somebody was proven. */
  async offer() {
    const { conversation } = this.#talk;
    if (!conversation || this.#offered === conversation.id) return;
    this.#offered = conversation.id;
    const standing = await conversation.call("GET", "wechat").catch(ignoreRefusal);
    if (!standing?.wechat || standing.bound) return;
    const line = systemMessage(ASK, BIND, () => {
      line.remove();
      this.#bind(conversation);
    });
    this.#talk.append(line);
  }

  async #bind(conversation) {
    try {
      await conversation.call("POST", "wechat");
      this.#talk.tell(BOUND);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#talk.tell(error.detail);
    }
  }
}

// Without an account, or when the visit has just ended, there is nothing to offer.
function ignoreRefusal(error) {
  if (!(error instanceof ApiError)) throw error;
  return null;
}
