// The page: draws what the phones show, and sends what people do on them. Every word is in index.html.

import { ARABIC, alignLines, element, safe, spoken } from "./text.js";

const FLASH_MS = 5000;
const COPIED_MS = 1600;
const NEAR_PX = 60;
const PRACTICE_MARK = "🎓";

const word = (name) => document.querySelector(`#words [data-word="${name}"]`).textContent;
const fresh = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);

/** One phone: its screen is always the newest snapshot, and nothing is changed before the server says so. */
class Phone {
  constructor(place) {
    this.role = place.dataset.role;
    this.place = place;
    this.node = fresh("phone");
    this.log = this.node.querySelector(".log");
    this.messages = this.log.querySelector(".messages");
    this.log.setAttribute("aria-label", word(`${this.role}-log`));
    this.form = this.node.querySelector("form.composer");
    this.box = this.form.querySelector("textarea");
    this.chooser = this.node.querySelector("dialog");
    this.drawn = new Map();
    this.start = "/start";
    place.append(this.node);
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.write(); });
    this.box.addEventListener("input", () => this.fit());
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.write();
    });
    for (const button of this.node.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => this.choose(button.dataset));
    }
    for (const menu of this.node.querySelectorAll(".menu")) opens(menu);
    this.listenToChooser();
    this.staysAtEnd();
  }

  /** Whoever reads the end goes on reading the end, whatever grows: new messages, late fonts, a keyboard. */
  staysAtEnd() {
    this.isAtEnd = true;
    const stay = new ResizeObserver(() => { if (this.isAtEnd) this.log.scrollTop = this.log.scrollHeight; });
    stay.observe(this.messages);
    stay.observe(this.log);
    this.log.addEventListener("scroll", () => {
      this.isAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_PX;
    });
  }

  listenToChooser() {
    const typed = this.chooser.querySelector("input");
    const send = () => this.sendTyped(typed);
    this.chooser.querySelector(".go").addEventListener("click", send);
    typed.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); send(); }
    });
    for (const button of this.chooser.querySelectorAll("[data-at]")) {
      button.addEventListener("click", () => this.sendPoint(...button.dataset.at.split(",").map(Number)));
    }
  }

  choose({ do: act, kind }) {
    if (act === "start") return this.act("write", { text: this.start });
    if (act === "practice") return this.act("write", { text: "/practice" });
    if (act === "media") return this.act("media", { kind, caption: "" });
    if (act === "location" || act === "live") return this.chooseLocation(act === "live");
    return this.act(act, {});
  }

  /** Do something on this phone; true when it was done. */
  async act(name, body) {
    try {
      const answer = await fetch(`/phones/${this.role}/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (answer.ok) return true;
      this.flash((await answer.json()).error);
    } catch {
      this.flash(word("unreachable"));
    }
    return false;
  }

  async write() {
    const text = this.box.value;
    if (!text.trim()) return;
    this.fill("");
    if (!(await this.act("write", { text })) && !this.box.value) this.fill(text);
  }

  fill(text) {
    this.box.value = text;
    this.fit();
  }

  /** The box grows with its text; `rows` alone, as the page allows no inline styles. */
  fit() {
    this.box.rows = 1;
    this.box.classList.toggle("tall", ARABIC.test(this.box.value));
    while (this.box.rows < 5 && this.box.scrollHeight > this.box.clientHeight + 2) this.box.rows += 1;
  }

  flash(text) {
    const line = this.node.querySelector(".flash");
    line.textContent = text;
    line.hidden = false;
    clearTimeout(this.flashing);
    this.flashing = setTimeout(() => { line.hidden = true; }, FLASH_MS);
  }

  chooseLocation(live) {
    this.live = live;
    this.chooser.dataset.live = String(live);
    this.chooser.querySelector(".wrong").hidden = true;
    this.chooser.showModal();
  }

  sendTyped(input) {
    const parts = input.value.split(/[,،\s]+/).filter(Boolean).map(Number);
    const [latitude, longitude] = parts;
    const fits = parts.length === 2 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    this.chooser.querySelector(".wrong").hidden = fits;
    if (fits) this.sendPoint(latitude, longitude);
    else input.focus();
  }

  sendPoint(latitude, longitude) {
    this.chooser.close();
    this.act("location", { latitude, longitude, live: this.live });
  }

  /** Draw a snapshot over the last one: only what changed is touched, so that reading and focus are not disturbed. */
  show(snapshot, start) {
    this.start = start;
    const isFirst = !this.hasShown;
    const added = this.showMessages(snapshot.messages);
    this.showFoot(snapshot);
    this.hasShown = true;
    if (added) {
      this.isAtEnd = true;
      this.log.scrollTop = this.log.scrollHeight;
    }
    if (added && !isFirst) this.place.dispatchEvent(new CustomEvent("arrived", { bubbles: true }));
  }

  showMessages(messages) {
    const ids = new Set(messages.map((message) => message.id));
    for (const [id, old] of this.drawn) {
      if (!ids.has(id)) { old.node.remove(); this.drawn.delete(id); }
    }
    let added = 0;
    for (const message of messages) added += this.showMessage(message);
    this.log.querySelector(".empty")?.remove();
    if (!messages.length) this.messages.append(fresh("empty"));
    return added;
  }

  showMessage(message) {
    const print = JSON.stringify(message);
    const old = this.drawn.get(message.id);
    if (old?.print === print) {
      for (const button of old.node.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
      return 0;
    }
    const node = this.bubble(message);
    this.drawn.set(message.id, { print, node });
    if (!old) { node.classList.add("new"); this.messages.append(node); return 1; }
    const focused = old.node.contains(document.activeElement) ? document.activeElement.dataset.at : undefined;
    old.node.replaceWith(node);
    if (focused) (node.querySelector(`[data-at="${focused}"]`) ?? this.log).focus({ preventScroll: true });
    return 0;
  }

  showFoot({ blocked, reply_keyboard: keyboard, messages }) {
    for (const button of this.node.querySelectorAll("[data-do=unblock]")) button.hidden = !blocked;
    this.node.querySelector("[data-do=block]").hidden = blocked;
    this.node.querySelector("[data-do=start]").hidden = blocked || messages.length > 0;
    this.form.hidden = blocked;
    this.showPractice(blocked, messages);
    this.showKeyboard(blocked ? null : keyboard);
  }

  /** On while the newest of the bot's messages bears the mark that all of an exercise bear. */
  showPractice(blocked, messages) {
    const said = messages.filter((message) => !message.mine && message.html).at(-1);
    const button = this.node.querySelector("[data-do=practice]");
    button.hidden = blocked;
    button.setAttribute("aria-checked", String(Boolean(said?.html.startsWith(PRACTICE_MARK))));
  }

  showKeyboard(keyboard) {
    const print = JSON.stringify(keyboard);
    if (print === this.keyboardPrint) return;
    this.keyboardPrint = print;
    const place = this.node.querySelector(".keyboard");
    place.hidden = !keyboard;
    place.replaceChildren(...(keyboard?.rows ?? []).map((row) => this.row(row.map((each) => this.replyButton(each)))));
  }

  replyButton({ text, request_location: asksLocation }) {
    const button = spoken(element("button", { type: "button", textContent: text, dir: "auto" }));
    button.addEventListener("click", () => asksLocation ? this.chooseLocation(false) : this.act("write", { text }));
    return button;
  }

  row(buttons) {
    const row = element("div", { className: "row" });
    row.append(...buttons);
    return row;
  }

  bubble(message) {
    const node = fresh("bubble");
    node.dataset.messageId = message.id;
    node.classList.add(message.mine ? "mine" : "theirs");
    this.showText(node, message);
    if (message.document) showFile(node, this.role, message);
    if (message.photo) showPhoto(node, this.role, message);
    else if (message.location) showLocation(node, message);
    else if (message.media) showLine(node, ".media", word(message.media));
    for (const mark of ["protected", "edited"]) {
      node.querySelector(`[data-mark=${mark}]`).hidden = !message[mark];
      if (message[mark]) node.querySelector(".marks").hidden = false;
    }
    this.showButtons(node, message);
    return node;
  }

  showText(node, { html }) {
    const text = node.querySelector(".text");
    text.append(safe(html));
    text.hidden = !html;
    alignLines(spoken(text));
  }

  showButtons(node, message) {
    const place = node.querySelector(".rows");
    place.hidden = !message.rows.length;
    place.append(...message.rows.map((row, at) => this.row(row.map((each, on) => this.inline(message.id, each, at, on)))));
  }

  inline(message, { text, kind, copy, style }, row, column) {
    const button = spoken(element("button", { type: "button", textContent: text, dir: "auto", className: style || "neutral" }));
    button.dataset.at = `${row}:${column}`;
    button.dataset.kind = kind;
    button.addEventListener("click", () => {
      if (kind === "copy") return this.copy(button, copy, text);
      if (kind === "url") return this.flash(word("no-links"));
      button.setAttribute("aria-busy", "true");
      return this.act("press", { message, row, column }).finally(() => button.removeAttribute("aria-busy"));
    });
    return button;
  }

  async copy(button, text, label) {
    await toClipboard(text);
    button.textContent = word("copied");
    button.classList.add("copied");
    setTimeout(() => { button.textContent = label; button.classList.remove("copied"); }, COPIED_MS);
  }
}

function showLine(node, selector, text) {
  const line = node.querySelector(selector);
  line.textContent = text;
  line.hidden = false;
}

/** The caption's first line stands for the picture where it is not seen; the rest is read below it. */
function showPhoto(node, role, { id, photo, text }) {
  const image = node.querySelector(".photo");
  const alt = text.split("\n", 1)[0] || word("photo");
  Object.assign(image, { src: `/phones/${role}/photos/${id}`, alt, width: photo.width, height: photo.height });
  if (ARABIC.test(alt)) image.lang = "ur";
  image.hidden = false;
}

function showFile(node, role, { id, document: name }) {
  const link = node.querySelector(".file");
  Object.assign(link, { href: `/phones/${role}/files/${id}`, download: name, textContent: `📄 ${name}`, hidden: false });
}

function showLocation(node, { location, media }) {
  node.querySelector(".map").hidden = false;
  node.querySelector(".where").textContent = location.title || word(media === "live" ? "live" : "pin");
  node.querySelector(".address").textContent = location.address || "";
  node.querySelector(".point").textContent = `${location.latitude}, ${location.longitude}`;
  for (const part of node.querySelectorAll(".where, .address")) spoken(part);
}

/** Browsers give the clipboard only to pages they call secure; a hidden box copies everywhere else. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = element("textarea", { value: text, className: "aside" });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
}

/** A button with choices above or below it: Escape, a choice, or a press elsewhere closes them. */
function opens(menu) {
  const [button, choices] = menu.children;
  const show = (isOpen) => {
    choices.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => {
    show(choices.hidden);
    if (!choices.hidden) choices.querySelector("button:not([hidden])").focus();
  });
  choices.addEventListener("click", () => show(false));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !choices.hidden) { show(false); button.focus(); }
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) show(false); });
}

/** On a narrow screen the other phone is out of sight: a dot says that something arrived there. */
function watchUnread() {
  const tab = (role) => document.querySelector(`.switch [data-to="${role === "reporter" ? role : "focal_point"}"]`);
  const inSight = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      inSight[isIntersecting ? "add" : "delete"](target.dataset.role);
      if (isIntersecting) tab(target.dataset.role).classList.remove("unread");
    }
  }, { threshold: 0.3 });
  for (const place of document.querySelectorAll(".place")) watch.observe(place);
  document.addEventListener("arrived", ({ target: { dataset: { role } } }) => {
    if (!inSight.has(role)) tab(role).classList.add("unread");
  });
}

/** Beside the reporter's phone one of the others is shown; a dot in the list says that something arrived on another. */
function chooseWhose() {
  const whose = document.querySelector(".whose");
  const option = (role) => whose.querySelector(`[value="${role}"]`);
  const mark = (role, isNew) => {
    const label = option(role).textContent.replace("● ", "");
    option(role).textContent = isNew ? `● ${label}` : label;
  };
  const show = () => {
    for (const place of document.querySelectorAll(".staff .place")) place.hidden = place.dataset.role !== whose.value;
    mark(whose.value, false);
  };
  whose.addEventListener("change", show);
  document.addEventListener("arrived", ({ target }) => { if (target.hidden) mark(target.dataset.role, true); });
  show();
}

function offerSentences(reporter) {
  for (const button of document.querySelectorAll(".list button")) {
    button.addEventListener("click", () => {
      reporter.fill(button.textContent);
      reporter.box.focus();
      reporter.place.scrollIntoView({ block: "nearest" });
    });
  }
}

function connect(phones) {
  const events = new EventSource("/events");
  const lost = document.getElementById("lost");
  events.addEventListener("open", () => { lost.hidden = true; });
  events.addEventListener("error", () => { lost.hidden = false; });
  events.addEventListener("phone", ({ data }) => {
    const { role, start, snapshot } = JSON.parse(data);
    phones.get(role)?.show(snapshot, start);
  });
  addEventListener("pagehide", () => events.close());
}

const phones = new Map([...document.querySelectorAll(".place")].map((place) => [place.dataset.role, new Phone(place)]));
if (matchMedia("(max-width: 1099px)").matches) document.querySelector(".guide").open = false;
offerSentences(phones.get("reporter"));
watchUnread();
chooseWhose();
connect(phones);
