// What links and buttons do.
import {as, chatPath, messagePath, post} from "./api.js";
import {alertBox, avatar, choice, closeSheet, failed, h, sheet, toast} from "./dom.js";
import {payLink, payMessage} from "./paying.js";
import {groups, state} from "./state.js";
import {T} from "./texts.js";

export async function follow(url) {
  try {
    const seen = await post(`${as(state.person.id)}/open`, {url});
    await ({start: startLink, startgroup: groupLink, chat: chatLink, share: shareLink,
      person: personLink, invoice: ({slug}) => payLink(slug), web: webLink}[seen.kind])(seen);
  } catch (error) { failed(error); }
}

async function startLink(seen) {
  state.payload = seen.payload;
  await state.openChat(seen.chat);
}

function groupLink(seen) {
  const list = groups().map(one => choice(one.title, async () => {
    await post(`${chatPath(state.person.id, one.id)}/startgroup`, {payload: seen.payload});
    await state.openChat(one.id);
  }, {before: avatar(one.title, one.id)}));
  sheet(T.pickGroup, list.length ? list : h("p", {}, T.noGroups));
}

async function chatLink(seen) {
  await state.openChat(seen.chat);
  if (seen.message) goTo(seen.chat, seen.message);
}

export function goTo(chatId, messageId) {
  const found = document.getElementById(`m${chatId}_${messageId}`);
  if (!found) return;
  found.scrollIntoView({block: "center", behavior: "smooth"});
  found.classList.remove("flash");
  requestAnimationFrame(() => found.classList.add("flash"));
}

export function shareLink(seen) {
  sheet(T.shareTo, state.chats.map(one => choice(one.title, async () => {
    await state.openChat(one.id);
    const field = document.querySelector("#composer textarea");
    if (field) { field.value = seen.text; field.focus(); field.dispatchEvent(new Event("input")); }
  }, {before: avatar(one.title, one.id)})));
}

async function personLink(seen) {
  const other = state.people.find(one => one.id === seen.person);
  if (!other || other.id === state.person.id) return;
  const direct = await post(`${as(state.person.id)}/direct`, {person: String(other.id)});
  await state.openChat(direct.id);
}

function webLink(seen) {
  sheet(T.openLink, h("p", {class: "address"}, seen.url),
    h("div", {class: "actions"},
      h("button", {onclick: closeSheet}, T.cancel),
      h("a", {class: "button primary", href: seen.url, target: "_blank", rel: "noopener", onclick: closeSheet}, T.open)));
}

export async function copy(text) {
  try { await navigator.clipboard.writeText(text); } catch { /* a page without focus may not copy */ }
  toast(`${T.copied}: ${text}`);
}

export async function tap(message, row, column, element) {
  element.classList.add("busy");
  try {
    const answer = await post(`${messagePath(state.person.id, message)}/tap`, {button: [row, column], timeout: 15});
    if (answer.kind === "copy") await copy(answer.text);
    else if (answer.kind === "url" || answer.kind === "web_app") await follow(answer.url);
    else if (answer.kind === "pay") await payMessage(message);
    else if (answer.kind === "inline") inlineFrom(answer);
    else {
      if (answer.text) answer.alert ? alertBox(answer.text) : toast(answer.text);
      if (answer.url) await follow(answer.url);
    }
  } catch (error) { failed(error); } finally { element.classList.remove("busy"); }
}

function inlineFrom(answer) {
  const text = `@${state.bot.username} ${answer.query}`;
  if (!answer.here) { shareLink({text}); return; }
  const field = document.querySelector("#composer textarea");
  if (field) { field.value = text; field.focus(); field.dispatchEvent(new Event("input")); }
}
