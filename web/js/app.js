// Runs on every page: registers the service worker, guards the log-out while entries still wait on this device,
// and small comforts that HTML has not: navigation in view, print buttons, "pick all", forms that submit on change.
import { countWaiting, currentAccount, forget } from "./queue.js";

if ("serviceWorker" in navigator && document.querySelector('meta[name="csrf"]')) {
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}

const logout = document.querySelector("form[data-logout]");
logout?.addEventListener("submit", async (event) => {
  const account = currentAccount();
  if (!account) return;
  event.preventDefault();
  const waiting = await countWaiting(account).catch(() => 0);
  if (waiting > 0 && !confirm(logout.dataset.logout.replace("{0}", waiting))) return;
  await forget(account).catch(() => {});
  logout.submit();
});

// On a phone the rows of the navigation scroll: where one is comes into view.
for (const here of document.querySelectorAll(".nav [aria-current]")) here.parentElement.scrollLeft = here.offsetLeft - 60;

for (const part of document.querySelectorAll(".js-only")) part.classList.add("on");

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches("form[data-auto] select")) field.form.requestSubmit();
  if (field.matches("input[data-pick-all]")) {
    const scope = field.closest("table, form");
    for (const box of scope.querySelectorAll('input[type="checkbox"][name="pick"]:not(:disabled)')) box.checked = field.checked;
  }
});
