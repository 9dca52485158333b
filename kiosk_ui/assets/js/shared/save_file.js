// A file of the conversation's own, handed to the phone.

/** Fetch `path` and let the phone save it as `name`. Resolves to words that say how it went. */
export async function saveFile(conversation, path, name) {
  let address;
  try {
    address = URL.createObjectURL(await conversation.file(path));
  } catch (error) {
    return error.detail;
  }
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  return "已经交给手机了。打开这个文件，就记到日历里。";
}
