// One question after another: where the visitor is, what was written, what went wrong. Draws nothing.

import { ApiError } from "../api.js";
import { fault } from "./numbers.js";

/**
 * Walks along `path`, a list of steps {name, field, kind, options?, prompt?}. `after[name]` runs when that step is answered and
 * may send something; what it throws is shown at the step. `changed()` is called whenever another picture is due.
 */
export class Flow {
  #prompts;
  #changed;
  #at = 0;
  path;
  after;
  values = {};
  trouble = null; // {detail, audio, code}
  busy = false;
  over = false;

  constructor({ path, prompts, changed, after = {} }) {
    Object.assign(this, { path, after });
    this.#prompts = prompts;
    this.#changed = changed;
  }

  get step() {
    return this.path[this.#at];
  }

  get first() {
    return this.#at === 0;
  }

  /** Heading and words of the step, and its speech. */
  get prompt() {
    return this.#prompts[this.step.prompt ?? this.step.name];
  }

  get value() {
    return this.values[this.step.field] ?? "";
  }

  /** Remember what stands in the field, so that nothing is lost when another screen covers it for a while. */
  write(value) {
    this.values[this.step.field] = value;
  }

  /** The step is answered. */
  async next(value) {
    if (this.busy || this.over) return;
    this.write(value);
    const wrong = fault(this.step.kind, value);
    if (wrong) return this.#stay(this.#prompts[wrong].words, this.#prompts[wrong].audio);
    await this.run(this.after[this.step.name], () => (this.#at += 1));
  }

  /** Do `work`; then `go` unless it ended the flow. A refusal is shown where the visitor is. */
  async run(work, go = () => {}) {
    this.busy = true;
    this.trouble = null;
    try {
      await work?.(this);
    } catch (error) {
      if (error.name === "AbortError") return; // the visitor did something else meanwhile
      if (!(error instanceof ApiError)) throw error;
      if (!this.over) this.#stay(error.detail, error.audio, error.code);
      return;
    } finally {
      this.busy = false;
    }
    if (this.over) return;
    go();
    this.#changed();
  }

  /** One step back; false if there is none. */
  back() {
    if (this.#at === 0) return false;
    this.#at -= 1;
    this.trouble = null;
    this.#changed();
    return true;
  }

  /** Go on along another path, at the step called `name`. */
  turn(path, name) {
    this.path = path;
    this.#at = path.findIndex((step) => step.name === name);
    this.trouble = null;
  }

  /** Nothing that was written remains. */
  end() {
    this.over = true;
    this.values = {};
    this.trouble = null;
  }

  #stay(detail, audio, code = "") {
    // A wrong code or PIN is typed anew; everything else stays to be corrected.
    if (["code", "secret"].includes(this.step.kind)) this.write("");
    this.trouble = { detail, audio: audio ?? [], code };
    this.#changed();
  }
}
