// Which keys stand where, and what they are called.

export const LETTER_ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
export const NUMBER_ROWS = ["1234567890", "号楼室-/.（）、："].map((row) => [...row]);
export const PUNCTUATION = ["，", "。", "？"];

export const words = {
  again: "全部重填",
  close: "收起",
  erase: "删一位",
  upper: "大写",
  latin: "数字字母",
  pinyin: "拼音",
  space: "空格",
  done: "确定",
  earlier: "上一页",
  later: "下一页",
  offer: "可以选的字",
  hint: "请按拼音",
  latinHint: "数字和字母",
  waiting: "正在找字，请稍等",
  unknown: "没找到，请删一位",
};
