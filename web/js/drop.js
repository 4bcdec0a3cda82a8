// A file field that also takes dropped files: <form class="drop" data-drop> with one <input type="file">.
for (const place of document.querySelectorAll("[data-drop]")) {
  const input = place.querySelector('input[type="file"]');
  const over = (on) => (event) => (event.preventDefault(), place.classList.toggle("over", on));
  place.addEventListener("dragover", over(true));
  place.addEventListener("dragleave", over(false));
  place.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// Forms that answer on the same page keep their file: <form data-keep-file>, answered into #result. Downloads go their way.
for (const form of document.querySelectorAll("form[data-keep-file]")) {
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.hasAttribute("data-download")) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    event.submitter.disabled = true;
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const answer = page.getElementById("result") ?? page.getElementById("isi");
      document.getElementById("result").replaceChildren(...answer.childNodes);
    } finally {
      event.submitter.disabled = false;
    }
  });
}
