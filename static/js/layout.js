// How a report reads in a layout while somebody edits it. Without script the page shows what is saved.
const PAUSE = 400; // milliseconds of rest before what is typed is shown

async function show(form, paper) {
  const answer = await fetch(form.dataset.layoutForm, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    redirect: "error", // signed out meanwhile
  });
  if (answer.ok) {
    paper.innerHTML = await answer.text();
  }
}

const paper = document.querySelector("[data-layout-preview]");
for (const form of document.querySelectorAll("[data-layout-form]")) {
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(form, paper).catch(() => {}), PAUSE);
  });
}
