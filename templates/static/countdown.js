// An extra: the time that is left, kept up to date on a page that stays open, and the hour on the reader's own
// clock where it differs. Without this script the page says what was left when it was made.
"use strict";

const SECOND = 1000;
const UNITS = [["day", 86400 * SECOND], ["hour", 3600 * SECOND], ["minute", 60 * SECOND], ["second", SECOND]];
// Western digits in Arabic too, as Morocco writes them.
const spoken = document.documentElement.lang === "ar" ? "ar-MA-u-nu-latn" : document.documentElement.lang;

// The demonstration's clock is another one than the reader's: it tells its hour.
const offset = (holder) => (holder.dataset.now ? Date.parse(holder.dataset.now) - Date.now() : 0);

function say(left) {
  const parts = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0 && parts.length < 2 && (unit !== "second" || parts.length === 0)) {
      parts.push(new Intl.NumberFormat(spoken, { style: "unit", unit, unitDisplay: "long" }).format(count));
    } else if (parts.length > 0) {
      break;
    }
  }
  return new Intl.ListFormat(spoken, { type: "conjunction" }).format(parts);
}

function keepCounting(holder) {
  const closes = Date.parse(holder.dataset.closes);
  const ahead = offset(holder);
  const line = holder.querySelector("[data-left]");
  const refresh = () => {
    const left = closes - Date.now() - ahead;
    const words = left < SECOND ? line.dataset.over : line.dataset.left.replace("{}", say(left));
    if (line.textContent !== words) line.textContent = words;
    if (left >= SECOND && holder.isConnected) setTimeout(refresh, left > 2 * 60 * SECOND ? 15 * SECOND : SECOND);
  };
  refresh();
}

function sayHere(holder) {
  const closes = new Date(holder.dataset.closes);
  const line = holder.querySelector("[data-here]");
  const at = (timeZone) =>
    new Intl.DateTimeFormat(spoken, {
      weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone,
    }).format(closes);
  if (at(undefined) === at(holder.dataset.zone)) return;
  line.textContent = line.dataset.here.replace("{}", at(undefined));
  line.hidden = false;
}

function begin() {
  for (const holder of document.querySelectorAll("[data-closes]")) {
    keepCounting(holder);
    sayHere(holder);
  }
}

begin();
document.addEventListener("refreshed", begin);
