// A table of amounts to type in, as people know one from a spreadsheet. Without this it is a plain form.
// Amounts are whole pence as BigInt; they are read as core/forms/fields/money.py reads them.

const SCALES = { k: 3, thousand: 3, m: 6, mn: 6, million: 6, bn: 9, billion: 9 };
const LONGEST = 100;
const LARGEST = 99_999_999_999_999n;
const NIL = /^(?:£? ?-+|£? ?nil)$/i;
const AMOUNT =
  /^(?<open>\()?(?<sign>-)? ?(?<pounds>£)? ?(?<inner>[-(])? ?(?<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]*|0)?(?:\.(?<part>[0-9]*))? ?(?<scale>k|thousand|mn|million|m|billion|bn)?(?<close>\))?$/i;

function plain(typed) {
  return typed
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2212\u2010\u2011\u2012\u2013\u2014\u2015]/g, "-")
    .replace(/\uffe1/g, "£")
    .trim()
    .replace(/\s+/g, " ");
}

// Pence, null for an empty cell, undefined for what cannot be read. `power` is 0, 3 or 6: a cell of £, £000 or £m.
export function readPence(typed, power) {
  const text = plain(typed);
  if (!text) {
    return null;
  }
  if (typed.trim().length > LONGEST) {
    return undefined;
  }
  if (NIL.test(text)) {
    return 0n;
  }
  const found = AMOUNT.exec(text)?.groups;
  if (!found || !(found.whole || found.part)) {
    return undefined;
  }
  const opened = [found.open, found.inner === "(" ? "(" : ""].join("").length;
  const minus = [found.sign, found.open, found.inner].filter(Boolean).length;
  if (opened !== (found.close ? 1 : 0) || minus > 1) {
    return undefined;
  }
  const part = found.part ?? "";
  const scale = found.scale ? SCALES[found.scale.toLowerCase()] : found.pounds ? 0 : power;
  const shift = scale + 2 - part.length;
  let pence = BigInt((found.whole ?? "0").replace(/[, ]/g, "") + part);
  if (shift >= 0) {
    pence *= 10n ** BigInt(shift);
  } else {
    const unit = 10n ** BigInt(-shift);
    if (pence % unit) {
      return undefined;
    }
    pence /= unit;
  }
  return pence > LARGEST ? undefined : minus ? -pence : pence;
}

// 1,026 for £1,026,000 in £000, with as many decimals as there are; pounds have their sign, and pence or none.
export function shown(pence, power) {
  const size = pence < 0n ? -pence : pence;
  const unit = 10n ** BigInt(power + 2);
  const whole = (size / unit).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  let part = (size % unit).toString().padStart(power + 2, "0");
  part = power ? part.replace(/0+$/, "") : part.replace(/^00$/, "");
  return `${pence < 0n ? "−" : ""}${power ? "" : "£"}${whole}${part ? `.${part}` : ""}`;
}

class Grid {
  constructor(table) {
    this.table = table;
    this.form = table.closest("form");
    this.power = Number(table.dataset.unit).toString().length - 1;
    this.rows = [...table.querySelectorAll("tbody tr")].map((row) =>
      [...row.querySelectorAll("td[data-pence]")].map((cell) => ({ cell, input: cell.querySelector("input") })),
    );
    this.places = new Map(this.rows.flatMap((row, y) => row.map(({ input }, x) => [input, [y, x]])));
    this.status = this.form.elements.status;
    this.save = this.form.querySelector("[data-grid-save]");
    this.undoButton = this.form.querySelector("[data-grid-undo]");
    this.told = this.form.querySelector("[data-grid-told]");
    this.done = []; // changes that can be undone, each a list of [input, what was in it]
    this.atFocus = "";
    this.listen();
    for (const hint of this.form.querySelectorAll("[data-grid-hint]")) {
      hint.hidden = false;
    }
    for (const label of this.form.querySelectorAll("[data-live]")) {
      label.textContent = label.dataset.live;
    }
    this.total();
  }

  listen() {
    this.table.addEventListener("focusin", ({ target }) => {
      this.atFocus = target.value;
    });
    this.table.addEventListener("input", () => this.total());
    this.table.addEventListener("change", ({ target }) => this.keep([[target, this.atFocus]]));
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.table.addEventListener("keydown", (event) => this.key(event));
    this.status.addEventListener("change", () => this.total());
    this.undoButton.addEventListener("click", () => this.undo());
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.form.requestSubmit(this.save);
      }
    });
    window.addEventListener("pageshow", () => this.total());
  }

  keep(change) {
    this.done.push(change);
    this.undoButton.hidden = false;
    this.atFocus = document.activeElement?.value ?? "";
    this.tell(this.words());
  }

  // What was put into cells counts as typed: it is added up, and kept as any form's typing is.
  typed() {
    this.table.dispatchEvent(new Event("input", { bubbles: true }));
  }

  undo() {
    const change = this.done.pop() ?? [];
    for (const [input, was] of change) {
      input.value = was;
    }
    this.undoButton.hidden = !this.done.length;
    if (change.length) {
      change[0][0].focus();
      this.atFocus = change[0][0].value;
    }
    this.typed();
    this.tell(`Undone. ${this.words()}`);
  }

  // A block from a spreadsheet fills the cells it covers, from the one that has the focus on.
  paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) {
      return;
    }
    event.preventDefault();
    const block = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    const [top, left] = this.places.get(event.target);
    const change = [];
    let outside = 0;
    block.forEach((line, y) =>
      line.forEach((value, x) => {
        const input = this.rows[top + y]?.[left + x]?.input;
        if (!input) {
          outside += value.trim() ? 1 : 0;
          return;
        }
        change.push([input, input === event.target ? this.atFocus : input.value]);
        input.value = value.trim();
      }),
    );
    this.typed();
    this.keep(change);
    const left_out = outside ? ` ${outside} did not fit and ${outside === 1 ? "is" : "are"} left out.` : "";
    this.tell(`${change.length} cells pasted.${left_out} ${this.words()}`);
  }

  key(event) {
    const { target, key } = event;
    const place = this.places.get(target);
    if (!place || event.altKey || event.isComposing) {
      return;
    }
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z" && !event.shiftKey) {
      if (target.value === this.atFocus && this.done.length) {
        event.preventDefault();
        this.undo();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      return;
    }
    const all = target.selectionStart === 0 && target.selectionEnd === target.value.length;
    const at = target.selectionStart === target.selectionEnd ? target.selectionStart : -1;
    const steps = {
      Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: all || at === 0 ? [0, -1] : null,
      ArrowRight: all || at === target.value.length ? [0, 1] : null,
    };
    const step = key === "Enter" || !event.shiftKey ? steps[key] : null;
    if (!step) {
      return;
    }
    event.preventDefault();
    const next = this.rows[place[0] + step[0]]?.[place[1] + step[1]]?.input;
    if (next) {
      next.focus();
      next.select();
    }
  }

  // Read every cell, show what was read where it was changed, and add up.
  total() {
    const columns = this.rows[0].map(() => 0n);
    this.changed = 0;
    let unread = false;
    for (const row of this.rows) {
      let sum = 0n;
      let readAll = true;
      row.forEach(({ cell, input }, x) => {
        const pence = readPence(input.value, this.power);
        const saved = cell.dataset.pence === "" ? null : BigInt(cell.dataset.pence);
        const isChanged = pence !== saved;
        this.changed += isChanged ? 1 : 0;
        readAll &&= pence !== undefined;
        sum += pence ?? 0n;
        if (this.isCounted(cell, isChanged)) {
          columns[x] += pence ?? 0n;
        }
        this.showRead(cell, input, pence, isChanged);
      });
      unread ||= !readAll;
      this.put(row.at(-1).cell.parentElement.querySelector("[data-total=line]"), readAll ? sum : undefined);
    }
    const feet = [...this.table.querySelectorAll("[data-total=year]")];
    feet.forEach((foot, x) =>
      this.put(foot, this.rows.some((row) => this.isUnread(row[x])) ? undefined : columns[x]),
    );
    const whole = columns.reduce((one, other) => one + other, 0n);
    this.put(this.table.querySelector("[data-total=all]"), unread ? undefined : whole);
  }

  isUnread({ input }) {
    return readPence(input.value, this.power) === undefined;
  }

  isCounted(cell, isChanged) {
    const status = (isChanged && this.status.value) || cell.dataset.status;
    return status !== "requested";
  }

  showRead(cell, input, pence, isChanged) {
    const note = cell.querySelector("[data-read]");
    note.textContent = !isChanged
      ? ""
      : pence === undefined
        ? "Cannot be read"
        : pence === null
          ? "Taken out"
          : `= ${shown(pence, 0)}`;
    input.classList.toggle("app-grid__changed", isChanged);
  }

  put(place, pence) {
    place.textContent = pence === undefined ? "?" : shown(pence, this.power);
  }

  words() {
    const figures = this.changed === 1 ? "1 figure" : `${this.changed} figures`;
    return this.changed ? `${figures} changed, not saved yet.` : "Nothing is changed.";
  }

  tell(words) {
    this.told.textContent = words;
  }
}

for (const table of document.querySelectorAll("table[data-grid]")) {
  new Grid(table);
}
