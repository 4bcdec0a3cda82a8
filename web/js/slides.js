// Projector mode: the next and the previous page by keys, as a presenter's remote sends them; Escape leaves.
const kWays = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "prev", PageUp: "prev", Escape: "up" };

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea, button, a") && event.key === " ") return;
  const way = kWays[event.key];
  const link = way && document.querySelector(`.slides a[rel="${way}"]`);
  if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  link.click();
});
