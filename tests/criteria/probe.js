// Measures what is on screen: every text with its size, colour and lines, every target with its place.
() => {
  const visible = (e) => e.getClientRects().length > 0 && e.checkVisibility({ visibilityProperty: true }) && !e.closest(".unseen, [hidden]");
  const rgba = (c) => { const n = c.match(/[\d.]+/g).map(Number); return n.length === 3 ? [...n, 1] : n; };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const ground = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3]) layers.unshift(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const ownText = (e) => [...e.childNodes].filter((n) => n.nodeType === 3 && n.textContent.trim());
  const lines = (e) => {
    const rows = new Map();
    for (const node of ownText(e)) for (let i = 0; i < node.length; i += 1) {
      if (!/\S/.test(node.data[i])) continue;
      const range = document.createRange();
      range.setStart(node, i); range.setEnd(node, i + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      rows.set(top, (rows.get(top) ?? 0) + (/[!-~]/.test(node.data[i]) ? 0.5 : 1)); // figures are half as wide as hanzi
    }
    return Math.max(0, ...rows.values());
  };
  // Words that reach out of their own box (unless it scrolls) or past the page: cut off, or drawn over others.
  const cut = (e, style) => {
    if (style.overflowX === "auto") return false;
    const edge = style.display === "inline" ? innerWidth : Math.min(e.getBoundingClientRect().right, innerWidth);
    const range = document.createRange();
    const from = style.display === "inline" ? 0 : e.getBoundingClientRect().left;
    return ownText(e).some((node) => {
      range.selectNodeContents(node);
      const { left, right } = range.getBoundingClientRect();
      return right > edge + 1 || left < from - 1;
    }) || parseFloat(style.textIndent) < 0;
  };
  // Words below the edge of a box that hides what does not fit into it.
  const hiddenBelow = (e, style) => style.overflowY === "hidden" && e.scrollHeight > e.clientHeight + 1;
  const placed = (e) => document.querySelector("#screen, #view, dialog[open], main")?.contains(e) && !e.closest("#keyboard") ? "content" : "bar";
  const asideOf = (e) => Boolean(e.closest("small, figcaption, .greeting, .as-of, .grounds, label, button, summary, .effective"));
  const texts = [...document.body.querySelectorAll("*")].filter((e) => ownText(e).length && !["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "OPTION"].includes(e.tagName) && visible(e)).map((e) => {
    const style = getComputedStyle(e);
    return {
      text: e.textContent.trim().slice(0, 30), tag: e.tagName, cls: e.className, px: parseFloat(style.fontSize),
      line: parseFloat(style.lineHeight) / parseFloat(style.fontSize), contrast: ratio(over(rgba(style.color), ground(e)), ground(e)),
      longest: lines(e), align: style.textAlign, font: style.fontFamily,
      clipped: !e.closest(".table-wrap") && cut(e, style), lost: hiddenBelow(e, style), target: Boolean(e.closest("button, a, summary, label")), place: placed(e), bubble: Boolean(e.closest('.bubble')), aside: asideOf(e),
    };
  });
  const targets = [...document.querySelectorAll("button, a[href], [role=button], input, textarea, select, summary")].filter(visible).map((e) => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const around = e.parentElement ? ground(e.parentElement) : [255, 255, 255, 1];
    const edge = Math.max(ratio(over(rgba(style.borderTopColor), around), around), ratio(ground(e), around));
    const place = document.querySelector("#screen, #view")?.contains(e) ? "content" : "bar";
    const layer = ["dialog[open] .inside", "dialog[open]", ".title-bar", ".badge", ".bottom", "#view"].find((one) => e.closest(one)) ?? "page";
    const key = Boolean(e.closest("#keyboard, .pad"));
    return { text: (e.innerText || e.placeholder || "").trim(), tag: e.tagName, cls: e.className, x: box.x, y: box.y, w: box.width, h: box.height, edge: parseFloat(style.borderTopWidth) ? edge : null, bordered: parseFloat(style.borderTopWidth) > 0, place, key, layer };
  });
  const screen = document.querySelector("#screen");
  const icons = [...document.querySelectorAll("svg.icon")].filter(visible).map((e) => ({ cls: e.parentElement.className, contrast: ratio(over(rgba(getComputedStyle(e).color), ground(e)), ground(e)) }));
  const named = (e) => (e.innerText || e.getAttribute("aria-label") || "").trim();
  const seconds = (text) => Math.max(...text.split(",").map((one) => parseFloat(one) * (one.includes("ms") ? 0.001 : 1)));
  return {
    icons, talk: document.querySelector('#view') ? document.querySelector('#view').clientHeight / innerHeight : null,
    silent: [...document.querySelectorAll("button, a[href], summary")].filter(visible).filter((e) => !named(e) || (!e.innerText.trim() && e.querySelector("svg"))).map((e) => e.outerHTML.slice(0, 80)),
    chosen: [...document.querySelectorAll("[aria-pressed=true]")].filter(visible).map((e) => ({ text: e.innerText, line: getComputedStyle(e).textDecorationLine, weight: Number(getComputedStyle(e).fontWeight), icon: Boolean(e.querySelector("svg")) })),
    moving: [...document.querySelectorAll("*")].filter((e) => { const s = getComputedStyle(e); return seconds(s.transitionDuration) > 0 || (s.animationName !== "none" && seconds(s.animationDuration) > 0); }).map((e) => e.outerHTML.slice(0, 80)),
    codes: [...document.querySelectorAll(".qr")].filter(visible).map((e) => e.getBoundingClientRect().width),
    pictures: [...document.querySelectorAll("img")].filter(visible).map((e) => e.alt),
    headings: [...(document.querySelector("dialog[open]") ?? document.body).querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(visible).map((e) => Number(e.tagName[1])),
    dialogs: document.querySelectorAll("dialog[open]").length,
    pager: document.querySelector("#pager") ? !document.querySelector("#pager").hidden : null,
    scrollbar: screen ? parseFloat(getComputedStyle(screen, "::-webkit-scrollbar").width) : 0,
    texts, targets, width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight,
    inner: screen ? [screen.scrollHeight, screen.clientHeight] : null,
    paragraphGaps: [...document.querySelectorAll(".speakable > p + p")].filter(visible).map((p) => {
      const line = parseFloat(getComputedStyle(p).lineHeight);
      return (parseFloat(getComputedStyle(p).marginTop) + line) / line;
    }),
  };
}
