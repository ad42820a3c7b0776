// An extra: what stands in a page's [data-refresh] is asked for again every so many seconds while the page is in
// sight. Without this script the link "Look again" does the same.
"use strict";

async function refresh(holder) {
  if (document.hidden || holder.contains(document.activeElement)) return;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[data-refresh]");
  if (found) holder.replaceChildren(...found.childNodes);
  document.dispatchEvent(new Event("refreshed"));
}

for (const holder of document.querySelectorAll("[data-refresh]")) {
  setInterval(() => refresh(holder).catch(() => {}), Number(holder.dataset.refresh) * 1000);
}
