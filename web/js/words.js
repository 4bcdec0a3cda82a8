// Texts for scripts: the page brings them in <template id="words"><i data-k="key">text with {0}</i>…</template>.
const words = new Map();
const source = document.getElementById("words");
if (source) for (const item of source.content.querySelectorAll("[data-k]")) words.set(item.dataset.k, item.textContent);

export function t(key, ...args) {
  return (words.get(key) ?? key).replace(/\{(\d)\}/g, (whole, n) => args[n] ?? whole);
}

// "21.22"; on an English page "21:22".
export function timeText(date) {
  const locale = document.documentElement.lang === "en" ? "en-GB" : "id-ID";
  return date.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
}

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
