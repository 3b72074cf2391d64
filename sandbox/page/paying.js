// Paying: the payment sheet with what is filled in and chosen there, and the receipt.
import {as, get, messagePath, post} from "./api.js";
import {closeSheet, failed, h, sheet} from "./dom.js";
import {money} from "./money.js";
import {state} from "./state.js";
import {T} from "./texts.js";
import {full} from "./time.js";

const ADDRESS = ["street_line1", "street_line2", "post_code", "city", "state", "country_code"];
const MAY_BE_EMPTY = ["street_line2", "state"];

const shown = price => h("bdi", {}, money(state.person, price));
const row = (label, price, extra = "") => h("div", {class: `price ${extra}`}, h("span", {dir: "auto"}, label), shown(price));

export async function payMessage(message) {
  if (message.invoice.receipt) { await showReceipt(message.invoice.receipt); return; }
  const path = messagePath(state.person.id, message);
  await open(path, await get(`${path}/invoice`));
}

export async function payLink(slug) {
  const path = `${as(state.person.id)}/invoices/${slug}`;
  await open(path, await get(path));
}

async function open(path, invoice) {
  if (invoice.needs.length) details(path, invoice);
  else payment(path, invoice, {order: null, options: []});
}

const about = invoice => [h("p", {class: "product"}, h("b", {dir: "auto"}, invoice.title), h("span", {dir: "auto", class: "quiet"}, invoice.description))];

// One step of the sheet: a form whose button waits for the bot and shows what went wrong.
function step(title, label, content, act) {
  const problem = h("p", {class: "problem", role: "alert", dir: "auto"});
  const waiting = h("p", {class: "quiet waiting", role: "status"});
  const button = h("button", {class: "primary wide"}, label());
  const say = busy => {
    button.disabled = busy;
    button.classList.toggle("busy", busy);
    waiting.textContent = busy ? T.waiting : "";
  };
  sheet(title, h("form", {class: "checkout", onsubmit: async event => {
    event.preventDefault();
    problem.textContent = "";
    say(true);
    try { await act(); } catch (error) { problem.textContent = error.message; } finally { say(false); }
  }}, content, problem, button, waiting));
  return () => button.replaceChildren(label());
}

function details(path, invoice) {
  const inputs = {};
  const input = (name, value = "", required = true, type = "text") => {
    inputs[name] = h("input", {name, type, required, dir: "auto", maxlength: name === "country_code" ? 2 : 120});
    inputs[name].value = value;
    return h("label", {}, T.fields[name], inputs[name]);
  };
  const known = {name: state.person.name, email: `${state.person.username || "me"}@example.org`, phone_number: "+49 170 0000000",
    street_line1: "Flurstraße 12", post_code: "10115", city: "Berlin", country_code: "DE"};
  const fields = invoice.needs.flatMap(need => need === "shipping_address"
    ? ADDRESS.map(part => input(part, known[part], !MAY_BE_EMPTY.includes(part)))
    : [input(need, known[need], true, need === "email" ? "email" : "text")]);
  step(T.checkout, () => T.next, [about(invoice), fields], async () => {
    const given = Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, one.value.trim()]));
    const address = Object.fromEntries(ADDRESS.map(part => [part, given[part]]));
    const order = await post(`${path}/order`, {...given, shipping_address: address});
    payment(path, invoice, order);
  });
}

function payment(path, invoice, order) {
  const choice = {option: order.options[0] || null, tip: null};
  const total = () => ({...invoice.total,
    amount: invoice.total.amount + (choice.option ? choice.option.price.amount : 0) + (choice.tip ? choice.tip.amount : 0)});
  const twice = h("input", {type: "checkbox", name: "twice"});
  const sum = h("div", {class: "price total"});
  let relabel = () => {};
  const update = () => { sum.replaceChildren(h("span", {}, T.total), shown(total())); relabel(); };
  const content = [
    about(invoice),
    invoice.prices.map(one => row(one.label, one.price)),
    order.options.length ? choices(T.shipping, order.options, one => [one.title, one.price], one => { choice.option = one; update(); }) : null,
    invoice.suggested_tips.length
      ? choices(T.tip, [null, ...invoice.suggested_tips], one => [one ? "" : T.noTip, one], one => { choice.tip = one; update(); }) : null,
    sum,
    h("p", {class: "quiet source"}, invoice.balance === null ? T.card : [T.balance, " ", shown({...invoice.total, amount: invoice.balance})]),
    h("label", {class: "check"}, twice, T.payTwice),
  ];
  relabel = step(T.checkout, () => T.pay(money(state.person, total())), content, async () => {
    const given = {order: order.order, option: choice.option && choice.option.id, tip: choice.tip ? choice.tip.amount : 0};
    const presses = await Promise.allSettled(Array.from({length: twice.checked ? 2 : 1}, () => post(`${path}/pay`, given)));
    const refused = presses.find(one => one.status === "rejected");
    if (presses.every(one => one.status === "rejected")) throw refused.reason;
    closeSheet();
    if (refused) failed(refused.reason);
    await state.refresh();
  });
  update();
}

function choices(title, list, words, act) {
  const buttons = list.map((one, index) => h("button", {
    type: "button", class: "row", role: "radio", "aria-checked": String(index === 0), onclick: () => {
      buttons.forEach((other, place) => other.setAttribute("aria-checked", String(place === index)));
      act(one);
    },
  }, ...(([label, price]) => [h("span", {dir: "auto"}, label || shown(price)), label && price ? shown(price) : null])(words(one)),
  h("small", {class: "tick", "aria-hidden": "true"}, "✓")));
  return h("div", {role: "radiogroup", "aria-label": title}, h("h3", {}, title), buttons);
}

export async function showReceipt(charge) {
  const paid = await get(`${as(state.person.id)}/receipts/${charge}`);
  sheet(T.receipt, h("div", {class: "checkout"}, about(paid),
    paid.prices.map(one => row(one.label, one.price)),
    paid.option ? row(paid.option.title, paid.option.price) : null,
    paid.tip ? row(T.tipGiven, paid.tip) : null,
    row(T.total, paid.total, "total"),
    h("p", {class: "quiet source"}, paid.stars ? T.fromBalance : T.card),
    h("p", {class: "state"}, paid.returned ? T.paidBackOn : T.paidOn, " ", h("bdi", {}, full(state.person, paid.returned || paid.date))),
    h("p", {class: "quiet charge"}, paid.charge)));
}
