// Tells whoever waits for a file that it is being made, for how long already, and when it is there.
// Without script the same link or button makes the same file; the browser shows that it is waiting.

const GIVEN_UP = 90; // seconds; the server gives up earlier, and says so
const READ_OUT = 15; // seconds between what a screen reader says

function regionFor(trigger) {
  const row = trigger.closest(".govuk-button-group, .app-actions, p") || trigger;
  if (row.nextElementSibling?.matches(".app-making")) {
    return row.nextElementSibling;
  }
  const region = document.createElement("div");
  region.className = "app-making";
  region.innerHTML =
    '<progress aria-hidden="true"></progress><p class="govuk-body-s" role="status"></p>' +
    '<p class="govuk-body-s app-making__time" aria-hidden="true"></p>';
  row.after(region);
  return region;
}

function waitFor(trigger, isThere) {
  const what = trigger.dataset.making;
  const region = regionFor(trigger);
  const [bar, told, time] = region.children;
  const words = [...trigger.childNodes];
  const began = Date.now();
  let saidAt = 0;

  function ends(text) {
    clearInterval(clock);
    trigger.removeAttribute("aria-disabled");
    trigger.replaceChildren(...words);
    region.classList.remove("app-making--on");
    bar.hidden = true;
    time.textContent = "";
    told.textContent = text;
  }

  function ticks() {
    const seconds = Math.floor((Date.now() - began) / 1000);
    time.textContent = seconds ? `${seconds} ${seconds === 1 ? "second" : "seconds"} so far` : "";
    if (isThere?.()) {
      ends(`${what} is made. Look among your downloads if it does not open here.`);
    } else if (seconds >= GIVEN_UP) {
      ends(`${what} has not come after ${seconds} seconds. Try again.`);
    } else if (seconds - saidAt >= READ_OUT) {
      saidAt = seconds;
      told.textContent = `${what} is still being made, ${seconds} seconds so far.`;
    }
  }

  const clock = setInterval(ticks, 250);
  trigger.setAttribute("aria-disabled", "true");
  trigger.replaceChildren(`Making ${what.charAt(0).toLowerCase()}${what.slice(1)}…`);
  region.classList.add("app-making--on");
  bar.hidden = false;
  told.textContent = `${what} is being made. It can take up to a minute.`;
  // The browser's Back button brings the page as it was left.
  addEventListener("pageshow", (event) => event.persisted && ends(""), { once: true });
}

// The answer to a link sets a cookie of this name: that alone tells of a file that opens beside the page.
function cookieComes(name) {
  return () => {
    const there = document.cookie.split("; ").includes(`${name}=made`);
    if (there) {
      document.cookie = `${name}=; path=/; max-age=0`;
    }
    return there;
  };
}

for (const link of document.querySelectorAll("a[data-making]")) {
  const address = link.href;
  regionFor(link);
  link.addEventListener("click", (event) => {
    if (link.ariaDisabled === "true") {
      event.preventDefault();
    } else if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      const wait = Math.random().toString(36).slice(2, 12);
      const asked = new URL(address);
      asked.searchParams.set("wait", wait);
      link.href = asked.href;
      setTimeout(() => (link.href = address)); // once the click has gone where it goes
      waitFor(link, cookieComes(`wait-${wait}`));
    }
  });
}

for (const button of document.querySelectorAll("button[data-making]")) {
  regionFor(button);
  button.form.addEventListener("submit", ({ submitter }) => {
    if (submitter === button && button.ariaDisabled !== "true") {
      waitFor(button);
    }
  });
}
