// The JSON API. Every request ends: with data, with an ApiError that carries a Chinese sentence, or aborted.

const TIMEOUT_MS = 15000;
const LOST = "现在连不上服务。您写的内容还在，请过一会儿再试。";
const LATE = "等得太久了，没有收到答复。您写的内容还在，请再试一次。";
const FORGOTTEN = new Set(["unknown-conversation", "unknown-choice"]);

/** A request that failed. `code` is stable, `detail` is fit to show, `audio` may hold speech chunks for it, `field` names what was wrong. */
export class ApiError extends Error {
  constructor(code, detail, { status = 0, audio = [], field = "" } = {}) {
    super(code);
    Object.assign(this, { code, detail, status, audio, field });
  }
}

const refusal = (data, status) => new ApiError(data.code ?? "unknown", data.detail ?? LOST, { status, audio: data.audio, field: data.field });

/** One conversation with the server. Throws ApiError; an aborted request throws the signal's reason. */
export class Conversation {
  constructor(id, token) {
    Object.assign(this, { id, token });
  }

  /** Open a conversation on `channel` (kiosk or web); resolves to {conversation, replies}. */
  static async open(channel, signal) {
    const { id, token, replies } = await request("POST", "/api/conversations", { body: { channel }, signal });
    return { conversation: new Conversation(id, token), replies };
  }

  /** Send {text} or {choice}; the same `key` for a resend gives the same answer. Resolves to the replies. */
  async send(message, key, signal) {
    const headers = { ...this.#authorization(), "Idempotency-Key": key };
    const path = `/api/conversations/${this.id}/messages`;
    return (await request("POST", path, { body: message, headers, signal })).replies;
  }

  /** A request about the person behind this conversation (`identity`, `family`, ...). Resolves to the answer's data. */
  call(method, path, body, signal) {
    return request(method, `/api/conversations/${this.id}/${path}`, { body, headers: this.#authorization(), signal });
  }

  /** A file that only this conversation may fetch, as a Blob. */
  async file(path) {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
    try {
      const response = await fetch(path, { headers: this.#authorization(), signal: timeout.signal });
      if (response.ok) return await response.blob();
      throw refusal(await response.json().catch(() => ({})), response.status);
    } catch (error) {
      if (error instanceof ApiError) throw error;
      throw timeout.signal.aborted ? new ApiError("timeout", LATE) : new ApiError("network", LOST);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Wipe the conversation on the server. Works while the page is being left; failure is left to the server's expiry. */
  end() {
    const options = { method: "DELETE", headers: this.#authorization(), keepalive: true };
    return fetch(`/api/conversations/${this.id}`, options).then(() => {}, () => {});
  }

  /** The headers by which the server knows this conversation, for what is sent in another way. */
  get credentials() {
    return this.#authorization();
  }

  #authorization() {
    return { Authorization: `Bearer ${this.token}` };
  }
}

/**
 * Send `message`; if the server has forgotten the conversation (restart, expiry) or the choice, ask again in `words`,
 * in a new conversation if need be. Resolves to {conversation, replies, greeting}; `greeting` only for a new one.
 */
export async function sendOrAskAgain(channel, conversation, message, words, key, signal) {
  try {
    return { conversation, replies: await conversation.send(message, key, signal) };
  } catch (error) {
    if (!FORGOTTEN.has(error.code)) throw error;
    if (error.code === "unknown-choice") return { conversation, replies: await conversation.send({ text: words }, key, signal) };
    const opened = await Conversation.open(channel, signal);
    const replies = await opened.conversation.send({ text: words }, key, signal);
    return { conversation: opened.conversation, replies, greeting: opened.replies[0] };
  }
}

/** A key for one message, kept through its resends. Works on plain http as well. */
export function messageKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One request to the API; `path` need not belong to a conversation. Resolves to the answer's data. */
export async function request(method, path, { body, headers = {}, signal } = {}) {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  const leave = () => timeout.abort();
  signal?.addEventListener("abort", leave);
  try {
    const response = await fetch(path, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: timeout.signal,
    });
    const data = response.status === 204 ? {} : await response.json();
    if (response.ok) return data;
    throw refusal(data, response.status);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    signal?.throwIfAborted();
    throw timeout.signal.aborted ? new ApiError("timeout", LATE) : new ApiError("network", LOST);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", leave);
  }
}
