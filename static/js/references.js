// What a text can refer to, put into it by a button beside its box. Without this the list above the form is there
// to copy from.
const list = document.querySelector("[data-references]");

function choices() {
  return [...list.querySelectorAll("dt")].map((name) => ({
    name: name.textContent.trim(),
    words: name.nextElementSibling.textContent.trim(),
  }));
}

function putInto(box, reference) {
  box.focus();
  if (!document.execCommand("insertText", false, reference)) {
    // which Undo would take back
    box.setRangeText(reference, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function chooserOf(box) {
  const label = document.querySelector(`label[for="${box.id}"]`).textContent.trim();
  const choice = document.createElement("select");
  choice.className = "govuk-select app-references__choice";
  choice.id = `${box.id}-reference`;
  for (const { name, words } of choices()) {
    choice.append(new Option(`${name.slice(1, -1)}: ${words}`, name));
  }
  const about = document.createElement("label");
  about.className = "govuk-label app-references__label";
  about.htmlFor = choice.id;
  about.textContent = "From the record";
  const hidden = document.createElement("span");
  hidden.className = "govuk-visually-hidden";
  hidden.textContent = ` into ${label}`;
  about.append(hidden);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary app-references__put";
  button.textContent = "Insert";
  button.append(hidden.cloneNode(true));
  button.addEventListener("click", () => putInto(box, choice.value));
  const beside = document.createElement("div");
  beside.className = "app-references";
  beside.append(about, choice, button);
  return beside;
}

if (list) {
  for (const box of document.querySelectorAll(".app-form textarea")) {
    box.before(chooserOf(box));
  }
}
