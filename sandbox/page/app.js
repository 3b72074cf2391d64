// Puts the page together: who one is, what is open, and the stream of changes.
import {as, chatPath, get, post} from "./api.js";
import {$, avatar, failed, h} from "./dom.js";
import {listen, showConversation} from "./conversation.js";
import {serviceWords} from "./message.js";
import {say, showComposer} from "./composer.js";
import {showWorld} from "./world.js";
import {chat, state} from "./state.js";
import {T} from "./texts.js";
import {brief, setClock, showTimes} from "./time.js";

let running = null, again = false;

function showPeople() {
  $("#people").setAttribute("aria-label", T.people);
  const faces = h("div", {class: "faces"}, state.people.map(one => h("button", {
    class: one.id === state.person.id ? "face chosen" : "face", "aria-pressed": String(one.id === state.person.id),
    "aria-label": one.unread ? `${one.name}, ${one.unread}` : one.name, onclick: () => state.become(one.id),
  }, avatar(one.name, one.id), one.unread ? h("span", {class: "badge"}, one.unread > 99 ? "99+" : String(one.unread)) : null,
  h("span", {class: "label", dir: "auto"}, one.first_name))));
  const left = $("#people .faces")?.scrollLeft || 0;
  $("#people").replaceChildren(h("p", {class: "you"}, T.youAre, " ", h("b", {dir: "auto"}, state.person.name),
    h("small", {}, ` ${state.person.language_code || ""} · ${state.person.zone}`)), faces);
  faces.scrollLeft = left;
}

function showChats() {
  $("#chats").setAttribute("aria-label", T.chats);
  $("#chats").replaceChildren(...state.chats.map(one => {
    const last = one.last;
    const words = !last ? "" : last.service ? serviceWords(last) : last.text || last.invoice?.title || (last.photo ? T.photo : T.file);
    const who = last && !last.service && one.type !== "private" && !last.own ? `${last.from.name}: ` : "";
    return h("li", {}, h("button", {
      class: one.id === state.chatId ? "chat chosen" : "chat", "aria-current": one.id === state.chatId ? "true" : null, onclick: () => state.openChat(one.id),
    }, avatar(one.title, one.id),
    h("span", {class: "middle"}, h("b", {dir: "auto"}, one.title), h("span", {class: "preview", dir: "auto"}, who + words)),
    h("span", {class: "end"}, h("small", {}, last ? brief(state.person, last.date) : ""),
      one.unread ? h("span", {class: "badge", "aria-label": String(one.unread)}, String(one.unread)) : null)));
  }));
}

function show() {
  $("#conversation").classList.toggle("empty", !chat());
  showPeople(); showChats(); showWorld(); showComposer(); showConversation();
  document.title = state.person.unread ? `(${state.person.unread}) ${state.person.name}` : state.person.name;
}

async function load() {
  const person = state.person.id;
  const [people, chats, clock] = await Promise.all([get("/people"), get(`${as(person)}/chats`), get("/control/clock")]);
  if (person !== state.person.id) return;
  setClock(clock);
  Object.assign(state, {people, chats, person: people.find(one => one.id === person)});
  const open = chat();
  if (open) {
    const [history, menu] = await Promise.all([get(`${chatPath(person, open.id)}/messages`), get(`${chatPath(person, open.id)}/menu`)]);
    if (person !== state.person.id || open.id !== state.chatId) return;
    Object.assign(state, {messages: history.messages, menu});
    if (open.unread && !document.hidden) await post(`${chatPath(person, open.id)}/read`);
  } else {
    state.chatId = null;
    $("#app").dataset.screen = "list";
  }
  show();
}

// One load at a time; what changes meanwhile leads to one more.
state.refresh = async (onlyShow = false) => {
  if (onlyShow) { show(); return; }
  if (running) { again = true; await running; return; }
  running = (async () => { do { again = false; await load(); } while (again); })();
  try { await running; } catch (error) { failed(error); } finally { running = null; }
};

state.openChat = async chatId => {
  if (chatId !== state.chatId) Object.assign(state, {replyTo: null, editing: null, topic: null, messages: [], menu: [], keysHidden: false});
  if (chatId !== state.person.id) state.payload = null;
  state.chatId = chatId;
  $("#app").dataset.screen = chatId === null ? "list" : "chat";
  remember();
  await state.refresh();
};

state.become = async id => {
  const keep = state.chats.find(one => one.id === state.chatId && one.type !== "private" && one.type !== "direct");
  state.person = state.people.find(one => one.id === id);
  Object.assign(state, {replyTo: null, editing: null, payload: null, messages: [], menu: [], chats: [],
    chatId: keep ? keep.id : state.chatId === null ? null : id});
  remember();
  showPeople(); showChats();
  await state.refresh();
};

function remember() {
  history.replaceState(null, "", `#${state.person.id}${state.chatId === null ? "" : `/${state.chatId}`}`);
}

async function begin() {
  const [people, control] = await Promise.all([get("/people"), get("/control")]);
  Object.assign(state, {people, bot: control.bot});
  if (!people.length) { $("#history").textContent = T.nothingOpen; return; }
  const [person, open] = location.hash.slice(1).split("/").map(Number);
  state.person = people.find(one => one.id === person) || people[0];
  if (open) { state.chatId = open; $("#app").dataset.screen = "chat"; }
  listen();
  document.addEventListener("say", event => say(event.detail).then(() => state.refresh()).catch(failed));
  document.addEventListener("visibilitychange", () => document.hidden || state.refresh());
  setInterval(() => { showTimes(document, state.person); showWorld(); }, 20000);
  new EventSource("/events").onmessage = () => state.refresh();
  await state.refresh();
}

begin().catch(failed);
