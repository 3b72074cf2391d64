// One message: bubble, picture, buttons, reactions, and the menu of what to do with it.
import {messagePath, post} from "./api.js";
import {avatar, choice, closeSheet, failed, h, sheet} from "./dom.js";
import {copy, goTo, tap} from "./links.js";
import {money} from "./money.js";
import {showReceipt} from "./paying.js";
import {chat, state} from "./state.js";
import {T} from "./texts.js";
import {clock, full, showTimes} from "./time.js";

const REACTIONS = ["👍", "❤", "🔥", "🎉", "👏", "🤔", "😢", "🙏"];
const MARKS = {url: "↗", web_app: "▣", copy: "⧉", inline: "⇪"};

export function render(message, before, isGroup) {
  const key = `m${message.chat}_${message.id}`;
  if (message.service) return service(message, key);
  const sameSender = before && !before.service && before.from.id === message.from.id && message.date - before.date < 600;
  const element = h("article", {
    id: key, class: `message ${message.own ? "own" : "other"} ${sameSender ? "joined" : ""}`,
    "aria-label": `${message.from.name}, ${clock(state.person, message.date)}`,
    oncontextmenu: event => { event.preventDefault(); menu(message); },
  },
  isGroup && !message.own ? (sameSender ? h("span", {class: "avatar gap"}) : avatar(message.from.name, message.from.id)) : null,
  h("div", {class: "column"}, bubble(message, isGroup && !message.own && !sameSender), buttons(message)));
  showTimes(element, state.person);
  return element;
}

export function serviceWords(message) {
  const {kind, names, title, total} = message.service;
  const say = T.service[kind];
  return say ? say(message.from.name, names, title, total && money(state.person, total)) : kind.replaceAll("_", " ");
}

function service(message, key) {
  const words = serviceWords(message);
  const {charge} = message.service;
  return h("p", {id: key, class: "service", dir: "auto"},
    charge ? h("button", {onclick: () => showReceipt(charge).catch(failed)}, words) : words);
}

function bubble(message, named) {
  const text = h("div", {class: "text", dir: "auto"});
  text.innerHTML = message.html;
  const picture = message.photo && h("a", {href: message.photo, target: "_blank", rel: "noopener", class: `photo ${message.spoiler ? "veiled" : ""}`},
    h("img", {src: message.photo, alt: message.text || "", width: message.photo_size[0], height: message.photo_size[1]}));
  const body = message.text ? text : null;
  return h("div", {class: `bubble ${message.photo ? "with-photo" : ""}`},
    named ? h("div", {class: "name", dir: "auto"}, message.from.name) : null,
    message.forwarded ? h("div", {class: "forwarded", dir: "auto"}, T.forwarded(message.forwarded)) : null,
    message.via_bot ? h("div", {class: "via"}, T.via(message.via_bot)) : null,
    message.reply ? h("button", {class: "quote", onclick: () => goTo(message.chat, message.reply.id)},
      h("b", {dir: "auto"}, message.reply.from), h("span", {dir: "auto"}, message.reply.text)) : null,
    message.caption_above ? body : picture,
    message.caption_above ? picture : null,
    message.document ? documentLink(message.document) : null,
    message.invoice ? invoice(message.invoice) : null,
    message.caption_above ? null : body,
    h("div", {class: "meta"},
      reactions(message),
      h("span", {class: "stamp", title: full(state.person, message.date)},
        message.pinned ? "📌 " : "", message.edited ? `${T.edited} ` : "", clock(state.person, message.date)),
      h("button", {class: "icon more", "aria-label": T.more, onclick: () => menu(message)}, "⋯")));
}

function invoice(asked) {
  return h("div", {class: "invoice"}, h("b", {dir: "auto"}, asked.title), h("p", {dir: "auto"}, asked.description),
    h("div", {class: "sum"}, h("bdi", {}, money(state.person, asked.total)), asked.receipt ? h("span", {class: "paid"}, `✓ ${T.paid}`) : null));
}

function documentLink(file) {
  const size = file.size > 1e6 ? `${(file.size / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(file.size / 1000))} kB`;
  return h("a", {class: "document", href: file.url, download: file.name},
    h("span", {class: "file", "aria-hidden": "true"}, "↓"), h("span", {}, h("b", {dir: "auto"}, file.name), h("small", {}, size)));
}

function reactions(message) {
  return message.reactions.map(one => h("button", {
    class: `reaction ${one.own ? "mine" : ""}`, "aria-pressed": String(one.own), onclick: () => react(message, one.emoji),
  }, one.emoji, one.count > 1 ? ` ${one.count}` : ""));
}

function buttons(message) {
  if (!message.buttons.length) return null;
  return h("div", {class: "buttons"}, message.buttons.map((row, y) => h("div", {class: "keys"}, row.map((button, x) =>
    h("button", {
      class: `key ${button.style || (button.kind === "pay" && !message.invoice?.receipt ? "primary" : "")}`, dir: "auto",
      onclick: event => tap(message, y, x, event.currentTarget),
    }, button.text, MARKS[button.kind] ? h("span", {class: "mark", "aria-hidden": "true"}, MARKS[button.kind]) : null)))));
}

const react = (message, emoji) => post(`${messagePath(state.person.id, message)}/react`, {emoji}).catch(failed);

function menu(message) {
  const place = chat();
  const path = messagePath(state.person.id, message);
  const admin = place && ["creator", "administrator"].includes(place.status);
  sheet(message.from.name,
    h("div", {class: "emoji"}, REACTIONS.map(one => h("button", {"aria-label": one, onclick: () => { closeSheet(); react(message, one); }}, one))),
    choice(T.reply, () => { state.replyTo = message; state.editing = null; return state.refresh(true); }),
    message.can_edit ? choice(T.edit, () => { state.editing = message; state.replyTo = null; return state.refresh(true); }) : null,
    message.can_forward ? choice(T.forward, () => forwardSheet(path)) : null,
    message.text ? choice(T.copyText, () => copy(message.text)) : null,
    place.type === "private" || admin ? choice(message.pinned ? T.unpin : T.pin, () => post(`${path}/pin`)) : null,
    message.own || place.type === "private" || admin ? choice(T.remove, () => post(`${path}/delete`), {class: "danger"}) : null);
}

function forwardSheet(path) {
  sheet(T.forwardTo, state.chats.map(one => choice(one.title, async () => {
    await post(`${path}/forward`, {to: one.id});
    await state.openChat(one.id);
  }, {before: avatar(one.title, one.id, "small")})));
}
