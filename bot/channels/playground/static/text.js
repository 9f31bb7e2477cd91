// A message's text: only Telegram's own tags, and each line in its direction.

const ALLOWED = new Set(["B", "STRONG", "I", "EM", "U", "INS", "S", "STRIKE", "DEL", "CODE", "PRE", "BLOCKQUOTE", "A", "BR"]);
export const ARABIC = /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]/;
const FIRST_STRONG = /[A-Za-z\u00c0-\u024f\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]/;
const ISOLATED = /\u2068[^\u2069]*\u2069?/g;
const RIGHT_TO_LEFT_MARK = "\u200f";

export function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

/** Urdu needs taller lines, and a screen reader its language: both follow from the letters. */
export function spoken(node) {
  const text = node.textContent;
  node.classList.toggle("tall", ARABIC.test(text));
  if (ARABIC.test(FIRST_STRONG.exec(text)?.[0] ?? "")) node.lang = "ur";
  return node;
}

/** A copy that holds only the tags a Telegram message has, without attributes. */
export function safe(html) {
  const source = new DOMParser().parseFromString(html, "text/html").body;
  const clean = document.createDocumentFragment();
  for (const node of source.childNodes) clean.append(...cleaned(node));
  for (const block of clean.querySelectorAll("blockquote, pre")) {
    if (block.nextSibling?.nodeName === "BR") block.nextSibling.remove();
  }
  return clean;
}

/** A line of digits alone has no direction of its own: in an Urdu message it runs with the rest. */
export function alignLines(text) {
  if (!ARABIC.test(FIRST_STRONG.exec(text.textContent)?.[0] ?? "")) return;
  let first = null, said = "";
  const end = () => {
    if (first && !FIRST_STRONG.test(said.replace(ISOLATED, ""))) first.before(RIGHT_TO_LEFT_MARK);
    first = null;
    said = "";
  };
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (["BR", "BLOCKQUOTE", "PRE"].includes(node.nodeName)) end();
    else if (node.nodeType === Node.TEXT_NODE) { first ??= node; said += node.textContent; }
  }
  end();
}

function cleaned(node) {
  if (node.nodeType === Node.TEXT_NODE) return [node.textContent];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const children = [...node.childNodes].flatMap(cleaned);
  if (!ALLOWED.has(node.tagName)) return children;
  const copy = element(node.tagName);
  if (node.tagName === "BLOCKQUOTE" || node.tagName === "PRE") copy.dir = "auto";
  copy.append(...children);
  return [copy];
}
