// Sheets about a chat and about people: members, rights, blocking, pickers.
import {as, chatPath, post} from "./api.js";
import {avatar, choice, closeSheet, failed, h, sheet} from "./dom.js";
import {state} from "./state.js";
import {T} from "./texts.js";

export function about(place) {
  if (place.type === "private") {
    sheet(place.title,
      h("p", {dir: "auto", class: "quiet"}, `@${place.username}`, place.about ? ` · ${place.about}` : ""),
      place.blocked
        ? choice(T.unblock, () => post(`${as(state.person.id)}/unblock`))
        : choice(T.blockBot, () => post(`${as(state.person.id)}/block`), {class: "danger"}));
    return;
  }
  if (place.type === "direct") { sheet(place.title, h("p", {}, T.directChat)); return; }
  const admin = ["creator", "administrator"].includes(place.status);
  const change = (person, status, more = {}) => post(`${chatPath(state.person.id, place.id)}/members`, {person, status, ...more});
  const inside = ["member", "administrator"].includes(place.bot);
  sheet(place.title,
    h("h3", {}, T.members(place.members.length)),
    place.members.map(one => choice(one.name, () => member(place, one, admin, change), {
      before: avatar(one.name, one.id, "small"), after: one.anonymous ? `${T.roles[one.status]} · ?` : one.is_bot ? `${T.bot} ${T.roles[one.status]}` : T.roles[one.status],
    })),
    h("hr"),
    choice(T.addPerson, () => pickPeople(1, picked => change(String(picked[0]), "member"), place.members.map(one => one.id))),
    inside ? null : choice(T.addBot, () => change("bot", "member")),
    admin && inside ? choice(place.bot === "member" ? T.botAdmin : T.botMember, () => change("bot", place.bot === "member" ? "administrator" : "member")) : null,
    admin && inside ? choice(T.removeBot, () => change("bot", "kicked"), {class: "danger"}) : null,
    admin && place.type === "group" ? choice(T.migrate, async () => {
      const fresh = await post(`${chatPath(state.person.id, place.id)}/migrate`);
      await state.openChat(fresh.id);
    }) : null,
    choice(T.leave, () => change(String(state.person.id), "left"), {class: "danger"}));
}

function member(place, one, admin, change) {
  if (one.is_bot) return state.openChat(state.person.id);
  const own = one.id === state.person.id;
  const id = String(one.id);
  sheet(one.name,
    own ? null : choice(T.writeTo(one.name), async () => {
      const direct = await post(`${as(state.person.id)}/direct`, {person: id});
      await state.openChat(direct.id);
    }),
    admin && one.status === "member" ? choice(T.makeAdmin, () => change(id, "administrator")) : null,
    admin && one.status === "administrator" && !own ? choice(T.takeAdmin, () => change(id, "member")) : null,
    own && one.status !== "member" ? choice(one.anonymous ? T.takeAnonymous : T.makeAnonymous, () => change(id, one.status, {anonymous: !one.anonymous})) : null,
    admin && !own && one.status !== "creator" ? choice(T.removePerson, () => change(id, "kicked"), {class: "danger"}) : null);
}

export function pickPeople(most, act, without = [state.person.id]) {
  const others = state.people.filter(one => !without.includes(one.id));
  const chosen = new Set();
  const done = h("button", {class: "primary", disabled: true, onclick: async () => {
    closeSheet();
    try { await act([...chosen]); } catch (error) { failed(error); }
  }}, T.done);
  const rows = others.map(one => {
    const row = h("button", {class: "row", role: "checkbox", "aria-checked": "false", onclick: () => {
      if (chosen.has(one.id)) chosen.delete(one.id);
      else if (most === 1) { chosen.clear(); chosen.add(one.id); } else if (chosen.size < most) chosen.add(one.id);
      rows.forEach((other, index) => other.setAttribute("aria-checked", String(chosen.has(others[index].id))));
      done.disabled = !chosen.size;
    }}, avatar(one.name, one.id, "small"), h("span", {dir: "auto"}, one.name), h("small", {class: "tick", "aria-hidden": "true"}, "✓"));
    return row;
  });
  sheet(T.pickPeople(most), rows, h("div", {class: "actions"}, done));
}

export function newTopic(place) {
  const field = h("input", {"aria-label": T.topicName, placeholder: T.topicName, maxlength: 128, dir: "auto"});
  sheet(T.newTopic, h("form", {onsubmit: async event => {
    event.preventDefault();
    closeSheet();
    try {
      const made = await post(`${chatPath(state.person.id, place.id)}/topics`, {name: field.value.trim()});
      state.topic = made.id;
      await state.refresh();
    } catch (error) { failed(error); }
  }}, field, h("div", {class: "actions"}, h("button", {class: "primary"}, T.ok))));
  field.focus();
}
