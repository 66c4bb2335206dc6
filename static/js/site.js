// Every page works without this.
import { initAll } from "../built/govuk-frontend.min.js";
import "./typing.js";
import "./making.js";
import "./layout.js";
import "./references.js";

initAll();

// A region that fits need not be a stop of the Tab key.
for (const region of document.querySelectorAll(".app-scroll")) {
  if (region.scrollWidth <= region.clientWidth) {
    region.removeAttribute("tabindex");
  }
}

// A long action is sent once: a second press of its button does nothing for half a minute.
const LONG = 30_000;

function letAgain(form) {
  delete form.dataset.sent;
  const status = form.querySelector("[data-once-status]");
  if (status) {
    status.textContent = "";
  }
}

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const status = form.querySelector("[data-once-status]");
    if (status) {
      status.textContent = status.dataset.onceStatus || "Saving…";
    }
    setTimeout(letAgain, LONG, form);
  });
}
// What is done a few at a time goes on by itself.
const GOES_ON = 300;
const onwards = document.querySelector("form [data-goes-on]")?.closest("form");
if (onwards) {
  setTimeout(() => onwards.requestSubmit(), GOES_ON);
}
// The browser's Back button brings the page as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) {
    letAgain(form);
  }
});

// Where Back has to fetch the page afresh, its form keeps the key it had: sent again, it is saved once.
const key = document.querySelector("input[name=submission]");
if (key && history.state?.submission) {
  key.value = history.state.submission;
} else if (key) {
  history.replaceState({ ...history.state, submission: key.value }, "");
}
