// Small helpers to make elements, sheets and toasts.
import {T} from "./texts.js";

export const $ = selector => document.querySelector(selector);

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const HUES = [168, 210, 265, 320, 18, 42, 95];
export function avatar(name, id, extra = "") {
  const letters = name.split(/\s+/).map(word => [...word][0] || "").slice(0, 2).join("").toUpperCase();
  const hue = HUES[Math.abs(id) % HUES.length];
  const face = h("span", {class: `avatar ${extra}`, "aria-hidden": "true"}, letters);
  face.style.setProperty("--hue", hue);
  return face;
}

let toastTimer;
export function toast(text) {
  const box = $("#toast");
  box.textContent = text;
  box.dir = "auto";
  box.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => box.classList.remove("shown"), 2500 + 40 * text.length);
}

export const failed = error => toast(error.message === "Failed to fetch" ? T.lost : error.message);

const dialog = () => $("#sheet");
export function closeSheet() {
  if (dialog().open) dialog().close();
}

export function sheet(title, ...content) {
  const box = dialog();
  closeSheet();
  box.className = "sheet";
  box.setAttribute("aria-label", title);
  box.replaceChildren(
    h("header", {}, h("h2", {}, title), h("button", {class: "icon", "aria-label": T.close, onclick: closeSheet}, "✕")),
    h("div", {class: "body"}, ...content));
  box.onclick = event => { if (event.target === box) closeSheet(); }; // to return false would stop forms
  box.showModal();
  return box;
}

export function alertBox(text) {
  const box = dialog();
  closeSheet();
  box.className = "alert";
  box.setAttribute("aria-label", text);
  box.replaceChildren(
    h("p", {dir: "auto"}, text),
    h("button", {class: "primary", autofocus: true, onclick: closeSheet}, T.ok));
  box.onclick = null;
  box.showModal();
}

export function choice(label, act, extra = {}) {
  return h("button", {class: `row ${extra.class || ""}`, "aria-label": extra.aria, onclick: async () => {
    closeSheet();
    try { await act(); } catch (error) { failed(error); }
  }}, extra.before || "", h("span", {dir: "auto"}, label), extra.after ? h("small", {}, extra.after) : "");
}
