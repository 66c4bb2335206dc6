// How a text will read, beside the box it is typed in; and unsaved work, kept while it is typed.
// Without this, buttons ask for both.
import { asMarkdown } from "./pasted.js";

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
  box.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const marked = asMarkdown(text, event.clipboardData.getData("text/html"));
    if (marked !== text) {
      event.preventDefault();
      document.execCommand("insertText", false, marked); // which Undo takes back
    }
  });
}
for (const button of document.querySelectorAll("[data-preview-button]")) {
  button.hidden = true;
}

// What is typed is kept on the server for its person: soon after, and when the page is left.
const KEEP_AFTER = 2_000;
const LONGEST = 1024 * 1024; // as core/unsaved.py
const CARRIED = ["csrfmiddlewaretoken", "submission"];
const KEPT = "What you typed is kept for you until you save.";
const NOT_KEPT = "What you typed could not be kept. It is still on this page: save it before you leave.";
const SIGNED_OUT =
  "You have been signed out, or signed in again in another window. What you typed is still on this page: " +
  "save it, sign in if you are asked to, and it is shown to you again.";

function typedInto(form) {
  const fields = [...new FormData(form)].filter(([name]) => !CARRIED.includes(name));
  return new URLSearchParams(fields).toString();
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const opened = form.dataset.keep === "typed" ? "" : typedInto(form);
  const status = form.querySelector("[data-keep-status]");
  let kept = opened;
  let sent = false;
  let waiting;
  let asking;

  const tell = (words) => {
    if (status.textContent !== words) {
      status.textContent = words; // read out once
      status.classList.toggle("app-form__status--warning", words !== KEPT);
    }
  };
  const body = () => {
    const fields = new FormData(form);
    fields.set("keep", "auto");
    return fields;
  };
  const keep = async () => {
    const typed = typedInto(form);
    if (sent || typed === kept) {
      return;
    }
    if (typed.length > LONGEST) {
      tell(NOT_KEPT);
      return;
    }
    asking = new AbortController();
    const answer = await fetch(location.href, {
      method: "POST",
      body: body(),
      redirect: "manual",
      signal: asking.signal,
    });
    if (answer.status === 204) {
      kept = typed;
      tell(KEPT);
    } else if (answer.type === "opaqueredirect") {
      tell(SIGNED_OUT);
    } else {
      tell(NOT_KEPT);
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep().catch(() => sent || tell(NOT_KEPT)), KEEP_AFTER);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(waiting);
    asking?.abort();
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && typedInto(form) !== opened) {
      event.preventDefault();
    }
  });
  window.addEventListener("pagehide", () => {
    if (!sent && typedInto(form) !== kept) {
      navigator.sendBeacon(location.href, body());
    }
  });
}
