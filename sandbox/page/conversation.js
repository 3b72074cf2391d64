// The right pane: head, pinned message, topics, history.
import {$, avatar, choice, h, sheet} from "./dom.js";
import {follow, goTo} from "./links.js";
import {render} from "./message.js";
import {about, newTopic} from "./about.js";
import {chat, state} from "./state.js";
import {T} from "./texts.js";
import {day} from "./time.js";

let shown = new Map(), shownFor = "";

export function showConversation() {
  const place = chat();
  if (!place) {
    $("#head").replaceChildren();
    $("#history").replaceChildren(h("div", {class: "nothing"}, h("h2", {}, T.nothingOpen), h("p", {}, T.nothingOpenMore)));
    $("#topics").hidden = $("#pinned").hidden = true;
    shown = new Map(); shownFor = "";
    return;
  }
  head(place); topics(place); pinned(place); history(place);
}

function head(place) {
  const subtitle = place.type === "private" ? T.bot : place.type === "direct" ? T.directChat : T.members(place.members.length);
  $("#head").replaceChildren(
    h("button", {class: "icon back", "aria-label": T.back, onclick: () => state.openChat(null)}, "‹"),
    h("button", {class: "title", "aria-label": `${place.title}: ${T.chatMenu}`, onclick: () => about(place)},
      avatar(place.title, place.id),
      h("span", {}, h("b", {dir: "auto"}, place.title), h("small", {}, subtitle))),
    h("button", {class: "being", "aria-label": `${T.youAre} ${state.person.name}`, onclick: who}, avatar(state.person.name, state.person.id, "small"), state.person.name));
}

function who() {
  sheet(T.youAre, state.people.map(one => choice(one.name, () => state.become(one.id), {
    before: avatar(one.name, one.id, "small"), after: one.unread ? String(one.unread) : "",
  })));
}

function topics(place) {
  const strip = $("#topics");
  strip.hidden = !place.forum;
  if (!place.forum) return;
  const tab = (id, name) => h("button", {
    class: state.topic === id ? "tab chosen" : "tab", "aria-pressed": String(state.topic === id), dir: "auto",
    onclick: () => { state.topic = id; shownFor = ""; showConversation(); },
  }, name);
  strip.replaceChildren(tab(null, T.all), tab(0, T.general),
    ...place.topics.map(one => tab(one.id, one.name)),
    h("button", {class: "tab", onclick: () => newTopic(place)}, `+ ${T.newTopic}`));
}

function pinned(place) {
  const bar = $("#pinned");
  const message = state.messages.findLast(one => one.pinned);
  bar.hidden = !message;
  if (message) bar.replaceChildren(h("button", {onclick: () => goTo(message.chat, message.id)},
    h("b", {}, T.pinnedMessage), h("span", {dir: "auto"}, message.text || message.invoice?.title || "")));
}

function history(place) {
  const box = $("#history");
  const identity = `${state.person.id}/${place.id}/${state.topic}`;
  const fresh = identity !== shownFor;
  if (fresh) { shown = new Map(); shownFor = identity; }
  const atEnd = fresh || box.scrollHeight - box.scrollTop - box.clientHeight < 120;
  const messages = state.messages.filter(one =>
    state.topic === null || (state.topic === 0 ? one.thread_id === null : one.thread_id === state.topic));
  const nodes = [], next = new Map();
  let before = null, lastDay = "";
  for (const message of messages) {
    const today = day(state.person, message.date);
    if (today !== lastDay) { nodes.push(h("p", {class: "service day"}, today)); lastDay = today; before = null; }
    const key = `${message.chat}/${message.id}`;
    const print = JSON.stringify([message, before && before.from.id]);
    const old = shown.get(key);
    let node = old && old.print === print ? old.node : null;
    if (!node) {
      node = render(message, before, place.type === "group" || place.type === "supergroup");
      if (old && old.html !== message.html) node.classList.add("changed");
      else if (!old && !fresh) node.classList.add("arrived");
    }
    next.set(key, {print, node, html: message.html});
    nodes.push(node);
    before = message;
  }
  shown = next;
  if (!messages.length) nodes.push(emptyChat(place));
  const focused = document.activeElement;
  const focusId = focused && focused.closest ? focused.closest("article")?.id : null;
  const label = focused && focused.textContent;
  arrange(box, nodes);
  if (focusId && !document.activeElement.closest("article")) {
    [...(document.getElementById(focusId)?.querySelectorAll("button") || [])].find(one => one.textContent === label)?.focus();
  }
  if (atEnd) box.scrollTop = box.scrollHeight;
}

// Moves only what changed, so that pictures, selection and focus stay.
function arrange(box, nodes) {
  nodes.forEach((node, index) => {
    if (box.childNodes[index] !== node) box.insertBefore(node, box.childNodes[index] || null);
  });
  while (box.childNodes.length > nodes.length) box.lastChild.remove();
}

function emptyChat(place) {
  if (place.type !== "private" || !place.about) return h("div", {class: "nothing"}, h("p", {}, T.noMessages));
  return h("div", {class: "nothing card"}, h("h2", {}, T.whatCanIDo), h("p", {dir: "auto"}, place.about));
}

export function listen() {
  $("#history").addEventListener("click", event => {
    const link = event.target.closest(".text a");
    const veil = event.target.closest(".spoiler, .photo.veiled, blockquote.expandable");
    if (veil && !veil.classList.contains("open")) { event.preventDefault(); veil.classList.add("open"); return; }
    if (!link) return;
    event.preventDefault();
    if (link.dataset.command) document.dispatchEvent(new CustomEvent("say", {detail: link.dataset.command}));
    else follow(link.href);
  });
}
