// The left pane's foot: time travel, mishaps, more people and groups.
import {as, call, get, post} from "./api.js";
import {$, avatar, choice, closeSheet, failed, h, sheet, toast} from "./dom.js";
import {pickPeople} from "./about.js";
import {state} from "./state.js";
import {T} from "./texts.js";
import {full, localNow, moment, now, setClock, short} from "./time.js";

const FAULTS = {
  failOnce: {on: "sendMessage"},
  slow: {on: "*", effect: "delay", seconds: 3, times: null},
  lost: {on: "sendMessage", effect: "drop_after"},
  twice: {on: "update", effect: "double"},
  flood: {on: "sendMessage", code: 429, description: "Too Many Requests: retry after 5", retry_after: 5},
  flaky: {on: "*", times: null, probability: 0.2, seed: 1},
};
const PAYMENT_FAULTS = {
  declined: {on: "payment", description: "Your bank declined this payment."},
  late: {on: "payment", effect: "hold"},
  takenTwice: {on: "payment", effect: "double"},
  toldTwice: {on: "update", effect: "double", kind: "successful_payment"},
  unheard: {on: "answerPreCheckoutQuery", effect: "drop_before"},
};

export function showWorld() {
  $("#world").replaceChildren(
    h("button", {class: "clock", onclick: timeSheet, "aria-label": T.skip}, h("b", {}, short(state.person, now() / 1000)), h("small", {}, T.skipTo)),
    h("button", {class: "icon", "aria-label": T.nature, title: T.nature, onclick: natureSheet}, "⚡\ufe0e"),
    h("button", {class: "icon", "aria-label": T.worldMenu, title: T.worldMenu, onclick: worldSheet}, "+"));
}

async function shift(body) {
  setClock(await post("/control/clock", body));
  toast(T.nowIs(full(state.person, now() / 1000)));
  await state.refresh();
}

// The next Friday 18:00 on the clock of the chosen person's zone.
function fridayEvening() {
  const day = new Date(`${localNow(state.person)}Z`);
  day.setUTCDate(day.getUTCDate() + (5 - day.getUTCDay() + 7) % 7);
  const evening = () => moment(state.person, `${day.toISOString().slice(0, 10)}T18:00`);
  if (evening() <= now()) day.setUTCDate(day.getUTCDate() + 7);
  return evening().toISOString();
}

function timeSheet() {
  const field = h("input", {type: "datetime-local", "aria-label": T.custom});
  field.value = localNow(state.person);
  sheet(T.time, h("p", {class: "quiet"}, T.nowIs(full(state.person, now() / 1000))),
    choice(T.hour, () => shift({advance: 3600})),
    choice(T.sixHours, () => shift({advance: 6 * 3600})),
    choice(T.day, () => shift({advance: 86400})),
    choice(T.friday, () => shift({set: fridayEvening()})),
    choice(T.week, () => shift({advance: 7 * 86400})),
    h("form", {class: "inline", onsubmit: event => {
      event.preventDefault(); closeSheet();
      shift({set: moment(state.person, field.value).toISOString()}).catch(failed);
    }}, field, h("button", {class: "primary"}, T.go)));
}

async function natureSheet() {
  const [limits, rules] = await Promise.all([get("/control/limits"), get("/control/faults")]);
  const preset = limits.per_second === null ? "off" : limits.chat_burst === 1 ? "strict" : "usual";
  const pick = (name, label) => h("button", {class: preset === name ? "chosen" : "", "aria-pressed": String(preset === name),
    onclick: () => post("/control/limits", {preset: name}).then(natureSheet).catch(failed)}, label);
  const rows = faults => Object.entries(faults).map(([name, fault]) => {
    const rule = rules.find(one => Object.entries({effect: "fail", kind: null, ...fault}).every(([key, value]) => one[key] === value));
    return h("button", {class: `row ${rule ? "chosen" : ""}`, "aria-pressed": String(Boolean(rule)),
      onclick: () => post("/control/faults", fault).then(natureSheet).catch(failed)},
    h("span", {}, T.faultKinds[name]), rule ? h("small", {}, T.struck(rule.done)) : "");
  });
  sheet(T.nature, h("p", {class: "quiet"}, T.natureMore),
    h("h3", {}, T.limits),
    h("div", {class: "switch"}, pick("off", T.limitsOff), pick("usual", T.limitsUsual), pick("strict", T.limitsStrict)),
    h("h3", {}, T.faults), rows(FAULTS),
    h("h3", {}, T.paymentFaults), rows(PAYMENT_FAULTS),
    rules.length ? choice(T.clearFaults, () => call("DELETE", "/control/faults")) : h("p", {class: "quiet"}, T.noFaults));
}

function worldSheet() {
  sheet(T.worldMenu,
    choice(T.profile, () => profile(), {before: avatar(state.person.name, state.person.id, "small"), after: state.person.name}),
    choice(T.newPerson, () => form(T.newPerson, [["first_name", T.firstName, ""], ["language_code", T.language, "en"], ["zone", T.zone, state.person.zone]],
      given => post("/control/world", {people: [given]}))),
    choice(T.addGroup, () => form(T.addGroup, [["title", T.groupName, ""]], given =>
      pickPeople(20, members => post("/control/world", {groups: [{title: given.title, creator: state.person.id, members}]})))));
}

export function profile() {
  const fields = ["first_name", "username", "language_code", "zone"].map(name =>
    [name, {first_name: T.firstName, username: T.username, language_code: T.language, zone: T.zone}[name], state.person[name] || ""]);
  form(T.profile, fields, given => post(as(state.person.id), given));
}

function form(title, fields, act) {
  const inputs = fields.map(([name, label, value]) => [name, label, h("input", {name, value, dir: "auto"})]);
  sheet(title, h("form", {onsubmit: async event => {
    event.preventDefault(); closeSheet();
    try {
      await act(Object.fromEntries(inputs.map(([name, , input]) => [name, input.value.trim()])));
      await state.refresh();
    } catch (error) { failed(error); }
  }}, inputs.map(([, label, input]) => h("label", {}, label, input)), h("div", {class: "actions"}, h("button", {class: "primary"}, T.save))));
}
