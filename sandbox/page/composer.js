// The bottom: text field, commands, reply keyboard, Start, inline results.
import {as, chatPath, messagePath, post} from "./api.js";
import {$, avatar, choice, failed, h, sheet} from "./dom.js";
import {pickPeople} from "./about.js";
import {chat, groups, state} from "./state.js";
import {T} from "./texts.js";

const drafts = new Map();
let print = "", inlineTimer = null;

const draftKey = () => `${state.person.id}/${state.chatId}`;

export function showComposer() {
  const place = chat();
  const box = $("#composer");
  const fresh = JSON.stringify([draftKey(), place && [place.started, place.blocked, place.keyboard, place.force_reply, place.bot],
    state.payload, state.replyTo?.id, state.editing?.id, state.menu, state.keysHidden]);
  if (fresh === print) return;
  print = fresh;
  if (!place) { box.replaceChildren(); return; }
  if (place.type === "private" && (place.blocked || !place.started || state.payload !== null)) {
    box.replaceChildren(h("button", {class: "primary wide", onclick: pressStart}, place.blocked ? T.unblock : T.start));
    return;
  }
  const field = h("textarea", {
    rows: 1, dir: "auto", "aria-label": T.write, placeholder: place.keyboard?.input_field_placeholder || T.write,
    maxlength: 4096, onkeydown: onKey, oninput: () => { grow(field); drafts.set(draftKey(), field.value); suggest(field); },
  });
  field.value = state.editing ? state.editing.text : drafts.get(draftKey()) || "";
  box.replaceChildren(...[h("div", {id: "suggestions", hidden: true}), context(),
    h("div", {class: "line"},
      state.menu.length ? h("button", {class: "icon", "aria-label": T.commands, onclick: () => toggleMenu(field)}, "/") : null,
      field,
      place.keyboard ? h("button", {class: "icon", "aria-label": T.keyboard, "aria-pressed": String(!hiddenKeys(place)), onclick: toggleKeys}, "⌨") : null,
      h("button", {class: "icon send", "aria-label": T.send, onclick: () => submit(field)}, "➤")),
    place.keyboard && !hiddenKeys(place) ? keys(place) : null].filter(Boolean));
  grow(field);
  if (matchMedia("(hover: hover)").matches || state.editing || state.replyTo) field.focus();
}

const hiddenKeys = place => state.keysHidden !== Boolean(place.keyboard.hidden);

function context() {
  const about = state.editing || state.replyTo;
  if (!about) return null;
  const cancel = () => { state.editing = state.replyTo = null; state.refresh(true); };
  return h("div", {class: "context"},
    h("span", {}, h("b", {dir: "auto"}, state.editing ? T.editing : T.replyTo(about.from.name)), h("span", {dir: "auto"}, about.text)),
    h("button", {class: "icon", "aria-label": T.cancel, onclick: cancel}, "✕"));
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
}

function onKey(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(event.currentTarget); }
  if (event.key === "Escape") { state.editing = state.replyTo = null; $("#suggestions").hidden = true; state.refresh(true); }
}

async function pressStart() {
  const place = chat();
  try {
    if (place.blocked) await post(`${as(state.person.id)}/unblock`);
    else await post(`${as(state.person.id)}/start`, {payload: state.payload || ""});
    state.payload = null;
    await state.refresh();
  } catch (error) { state.payload = null; failed(error); }
}

async function submit(field) {
  const text = field.value.trim();
  if (!text) return;
  try {
    if (state.editing) await post(`${messagePath(state.person.id, state.editing)}/edit`, {text});
    else await say(text);
    field.value = "";
    drafts.delete(draftKey());
    state.editing = state.replyTo = null;
    $("#suggestions").hidden = true;
    grow(field);
    await state.refresh();
  } catch (error) { failed(error); }
}

export function say(text) {
  const place = chat();
  const reply = state.replyTo?.id ?? place.force_reply ?? undefined;
  return post(`${chatPath(state.person.id, place.id)}/messages`, {text, reply_to: reply, thread_id: state.topic || undefined});
}

function keys(place) {
  return h("div", {class: "reply-keys"}, place.keyboard.keyboard.map(row => h("div", {class: "keys"}, row.map(key =>
    h("button", {class: "key", dir: "auto", onclick: () => press(place, key)}, key.text)))));
}

function press(place, key) {
  const send = body => post(`${chatPath(state.person.id, place.id)}/key`, {label: key.text, ...body}).catch(failed);
  if (key.request_users) pickPeople(key.request_users.max_quantity || 1, users => send({users: users.map(String)}));
  else if (key.request_chat) {
    const list = groups().map(one => choice(one.title, () => send({chat: one.id}), {before: avatar(one.title, one.id, "small")}));
    sheet(T.pickGroup, list.length ? list : h("p", {}, T.noGroups));
  } else send({});
}

function toggleKeys() { state.keysHidden = !state.keysHidden; state.refresh(true); }

function toggleMenu(field) {
  const box = $("#suggestions");
  if (!box.hidden) { box.hidden = true; return; }
  showCommands("", field);
  box.querySelector("button")?.focus();
}

function suggest(field) {
  const box = $("#suggestions");
  clearTimeout(inlineTimer);
  const inline = field.value.match(/^@(\w+) ([^]*)$/);
  if (inline && inline[1].toLowerCase() === state.bot.username.toLowerCase()) {
    inlineTimer = setTimeout(() => showInline(inline[2], field), 300);
  } else if (/^\/\w*$/.test(field.value)) showCommands(field.value.slice(1), field);
  else box.hidden = true;
}

function showCommands(begin, field) {
  const box = $("#suggestions");
  const found = state.menu.filter(one => one.command.startsWith(begin));
  box.hidden = !found.length;
  box.replaceChildren(...found.map(one => h("button", {class: "row", onclick: async () => {
    field.value = `/${one.command}`;
    if (chat().type !== "private") field.value += `@${state.bot.username}`;
    await submit(field);
  }}, h("b", {}, `/${one.command}`), h("span", {dir: "auto"}, one.description))));
}

async function showInline(text, field) {
  const place = chat(), path = chatPath(state.person.id, place.id);
  try {
    const found = await post(`${path}/inline`, {text});
    const box = $("#suggestions");
    box.hidden = !found.results.length;
    box.replaceChildren(...found.results.map(one => h("button", {class: "row tall", onclick: async () => {
      box.hidden = true;
      field.value = "";
      drafts.delete(draftKey());
      try { await post(`${path}/choose`, {query: found.query, result: one.id}); await state.refresh(); } catch (error) { failed(error); }
    }}, h("b", {dir: "auto"}, one.title), h("span", {dir: "auto"}, one.description))));
  } catch (error) { failed(error); }
}
