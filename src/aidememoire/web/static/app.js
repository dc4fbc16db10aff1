// Keys, for those who want them: every page can be read and used without this file.
"use strict";

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
const here = () => document.querySelector("[data-row].at");

function go(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(here());
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  all.forEach((row) => row.classList.toggle("at", row === next));
  next.scrollIntoView({ block: "nearest" });
  const link = next.querySelector("a:not(.anchor)");
  if (link) link.focus({ preventScroll: true });
}

function open(name) {
  const row = here() || (document.activeElement && document.activeElement.closest("[data-row]")) || rows()[0];
  const address = row && row.dataset[name];
  if (!address) return;
  if (address.startsWith("#")) document.querySelector(address)?.querySelector("input:not([type=hidden])")?.focus();
  window.location.assign(address);
}

function help() {
  const known = document.querySelector("dialog");
  if (known) return known.showModal();
  fetch("/help", { headers: { Accept: "text/html" } })
    .then((answer) => answer.text())
    .then((text) => {
      const page = new DOMParser().parseFromString(text, "text/html");
      const dialog = document.createElement("dialog");
      const sheet = document.createElement("article");
      const title = document.createElement("h2");
      const form = document.createElement("form");
      const close = document.createElement("button");
      title.textContent = "Keys";
      title.id = "keys-title";
      form.method = "dialog";
      close.textContent = "Close";
      form.append(close);
      sheet.append(title, page.querySelector("#keys"), form);
      dialog.setAttribute("aria-labelledby", "keys-title");
      dialog.append(sheet);
      document.body.append(dialog);
      dialog.showModal();
    });
}

// Single keys can be turned off (WCAG 2.1.4); the choice stays in this browser.
const silent = () => window.localStorage.getItem("keys") === "off";

function offer() {
  const place = document.querySelector("#keys-switch");
  if (!place) return;
  const button = document.createElement("button");
  const name = () => (button.textContent = silent() ? "Turn the keys on" : "Turn the keys off");
  button.className = "secondary";
  button.addEventListener("click", () => {
    window.localStorage.setItem("keys", silent() ? "on" : "off");
    name();
  });
  name();
  place.append(button);
}
document.addEventListener("DOMContentLoaded", offer);

const KEYS = {
  "/": () => document.querySelector("#find").focus(),
  j: () => go(1),
  k: () => go(-1),
  o: () => open("source"),
  e: () => open("edit"),
  "?": help,
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && typing) typing.blur();
  if (silent() || typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const action = KEYS[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) {
    event.preventDefault();
    help();
  }
});
