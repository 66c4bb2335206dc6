// How a text will read, beside the box it is typed in. Without this a button asks for it.

const PAUSE = 400; // milliseconds after the last key

async function show(box, panel) {
  const token = box.form.querySelector("[name=csrfmiddlewaretoken]").value;
  const text = box.value;
  let shown = "";
  if (text.trim()) {
    const answer = await fetch(panel.dataset.preview, {
      method: "POST",
      body: new URLSearchParams({ csrfmiddlewaretoken: token, text }),
      redirect: "error", // signed out meanwhile
    });
    if (!answer.ok) {
      return;
    }
    shown = await answer.text();
  }
  if (box.value === text) {
    panel.querySelector("[data-preview-text]").innerHTML = shown;
    panel.hidden = !shown;
  }
}

for (const panel of document.querySelectorAll("[data-preview]")) {
  const box = document.getElementById(panel.id.replace(/-preview$/, ""));
  let waiting;
  const soon = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(box, panel).catch(() => {}), pause);
  };
  box.addEventListener("input", () => soon(PAUSE));
  box.addEventListener("focus", () => panel.hidden && soon(0));
}
for (const button of document.querySelectorAll("[data-preview-button]")) {
  button.hidden = true;
}
