// An extra: while the preview is open, it follows what is typed. The same form is sent as by its button "look", which
// saves nothing; without this script that button does it.
"use strict";

const look = document.querySelector("[data-look]");
const form = look?.closest("form");
let waiting;
let latest = 0;

async function show() {
  const turn = ++latest;
  const fields = new URLSearchParams(new FormData(form));
  fields.set("step", "look");
  const answer = await fetch(look.dataset.look, { method: "POST", body: fields });
  if (!answer.ok || turn !== latest) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const shown = page.querySelector("[data-looked]");
  if (shown) look.querySelector("[data-looked]").replaceChildren(...shown.childNodes);
}

function soon() {
  clearTimeout(waiting);
  if (look.open) waiting = setTimeout(() => show().catch(() => {}), 700);
}

if (form) {
  form.addEventListener("input", soon);
  look.addEventListener("toggle", soon);
}
