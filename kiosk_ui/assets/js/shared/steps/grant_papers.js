// 要带什么: the papers in the order of the counters, what else has to be done and by when; on a phone each can be photographed.

import { ApiError } from "../api.js";
import { notes } from "../cards/facts.js";
import { el, icon } from "../dom.js";
import { onTap } from "../tap.js";
import { Uploads } from "../uploading.js";

const TYPES = "image/*,application/pdf";
const MOST = 12; // files of a case
const FULL = "这份申请最多存12份照片。请先去掉不要的，再传新的。";

/** The list; 下一步 is possible at any time, for papers may be shown at the counter. */
export function papers(flow) {
  const one = flow.case;
  const [bring, spared] = [one.documents.filter(({ state }) => state !== "not_needed"), one.documents.filter(({ state }) => state === "not_needed")];
  return [
    el("ol", { class: "papers" }, bring.map((paper) => item(paper, flow))),
    spared.length ? folded("不用带的", spared.map(({ title, reason }) => el("div", { class: "spared" }, el("h2", {}, title), ...notes([reason])))) : null,
    one.duties.length ? folded("还要办的事", one.duties.map(duty)) : null,
    flow.host.kiosk ? elsewhere(flow) : null,
    tapped("看好了，下一步", () => flow.next(""), "next full"),
  ].filter(Boolean);
}

function item(paper, flow) {
  return el(
    "li",
    { class: "paper" },
    el("h2", {}, paper.title),
    el("p", { class: "standing" }, paper.state_words),
    ...notes([paper.why, paper.place && `交到：${paper.place}`, paper.reason].filter(Boolean)),
    flow.host.kiosk ? null : photographs(paper, flow),
  );
}

const duty = ({ title, text, place, by }) => el("div", { class: "duty" }, el("h2", {}, title), ...notes([text, place && `在哪里办：${place}`].filter(Boolean)));

// The panel has no camera for this: the phone takes over.
function elsewhere(flow) {
  const button = el("button", { type: "button", class: "wide" }, el("span", {}, "用手机拍照传上来"), icon("go"));
  onTap(button, () => flow.host.open("elsewhere", { kind: "case", case_id: flow.case.id }));
  return button;
}

function photographs(paper, flow) {
  const rows = el("ul", { class: "uploads" }, flow.case.uploads.filter(({ kind }) => kind === paper.kind).map((upload, index) => kept(upload, index + 1, flow)));
  const trouble = el("p", { class: "state", role: "status" });
  const path = `/api/conversations/${flow.host.conversation().id}/grants/${flow.case.id}/uploads?kind=${encodeURIComponent(paper.kind)}`;
  const take = (files) => {
    trouble.textContent = flow.case.uploads.length + files.length > MOST ? FULL : "";
    if (!trouble.textContent) for (const file of files) rows.append(sending(file, path, flow));
  };
  const named = (words) => ({ "aria-label": `${words}：${paper.title}` });
  const camera = chooser("拍一张", named("拍一张"), { accept: "image/*", capture: "environment" }, take);
  const shelf = chooser("选照片或文件", named("选照片或文件"), { accept: TYPES, multiple: true }, take);
  return el("div", { class: "photographs" }, rows, trouble, el("div", { class: "pair" }, camera, shelf));
}

function chooser(words, name, kind, take) {
  const input = el("input", { type: "file", ...kind, hidden: true });
  const button = el("button", { type: "button", ...name }, words);
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = ""; // the same picture may be chosen again
  });
  onTap(button, () => input.click());
  return [button, input];
}

function sending(file, path, flow) {
  const bar = el("progress", { max: "1", value: "0", "aria-label": "传了多少" });
  const state = el("p", { role: "status" }, "正在传");
  const stop = el("button", { type: "button" }, "不传了");
  const again = el("button", { type: "button", hidden: true }, "再传一次");
  const row = el("li", { class: "upload" }, state, bar, el("div", { class: "pair" }, again, stop));
  const shown = {
    progress: (share) => {
      bar.value = share;
      state.textContent = share < 1 ? `正在传，${Math.round(share * 100)}%` : "传到了，正在检查";
    },
    arrived: (upload) => {
      flow.case?.uploads.push(upload);
      row.replaceWith(kept(upload, row.parentElement ? [...row.parentElement.children].indexOf(row) + 1 : 1, flow));
    },
    failed: (words, mayRetry) => {
      state.textContent = words;
      bar.hidden = true;
      again.hidden = !mayRetry;
      stop.textContent = "去掉这一张";
      row.classList.add("failed");
    },
  };
  flow.uploads ??= new Uploads(() => flow.host.conversation().credentials);
  const job = flow.uploads.add(file, path, shown);
  onTap(stop, () => {
    job.stop();
    row.remove();
  });
  onTap(again, () => {
    Object.assign(bar, { hidden: false, value: 0 });
    again.hidden = true;
    stop.textContent = "不传了";
    row.classList.remove("failed");
    job.again();
  });
  return row;
}

function kept(upload, number, flow) {
  const state = el("p", { role: "status" });
  const remove = el("button", { type: "button", class: "danger", "aria-label": `去掉第${number}张` }, "去掉");
  const row = el("li", { class: "upload" }, el("p", {}, icon("check"), `第${number}张，传好了`), state, remove);
  onTap(remove, async () => {
    try {
      await flow.tell("DELETE", `/uploads/${upload.id}`);
      flow.case.uploads = flow.case.uploads.filter(({ id }) => id !== upload.id);
      row.remove();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      state.textContent = error.detail;
    }
  });
  return row;
}

function folded(title, content) {
  return el("details", { class: "unfold" }, el("summary", {}, title, icon("down")), content);
}

function tapped(label, handler, name) {
  const button = el("button", { type: "button", class: name }, label);
  onTap(button, handler);
  return button;
}
