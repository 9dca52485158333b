// A file of the conversation's own, handed to the phone.

import { inTime } from "./in_time.js";

const CALENDAR = "文件到手机上了。打开它，就记到日历里。";
const LOST = "这一页没有打开。请再试一次。";

/** Fetch `path` and let the phone save it as `name`. Resolves to words that say how it went. */
export async function saveFile(conversation, path, name, words = CALENDAR) {
  try {
    hand(await conversation.file(path), name);
  } catch (error) {
    return error.detail;
  }
  return words;
}

/** A calculation as a page to print; nothing of it is kept. Resolves to words that say how it went. */
export async function savePaper(calculator, facts) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ facts }) };
  const paper = await inTime(fetched(`/api/estimates/${calculator}/paper.pdf`, options)).catch(() => null);
  if (!paper) return LOST;
  hand(paper, "gusuan.pdf");
  return "文件到手机上了。可以打开看，也可以打印。";
}

async function fetched(path, options) {
  const response = await fetch(path, options);
  return response.ok ? response.blob() : null;
}

function hand(file, name) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
