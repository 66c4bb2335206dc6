// Bold, italic and lines within a table's cell, which a text pasted as plain text loses, as Markdown. The plain
// text stays as it is otherwise (core/pasted.py reads its shape): the words of its HTML are looked up in it.

const FAR = 60; // characters between one word and the next: marks of lists, tabs, empty cells
const WORD = /\S+/g;
// What begins an item of a list stays bare, or it would begin none.
const ITEM_MARK = /^(?:\(?[\w.]{1,9}[.)]|\d+(?:\.\d+)+|[^\w\s]+)$/u;

function isSet(value, isTag, on) {
  return value ? on.test(value) : isTag;
}

// Each word of the HTML, with its style and the cell that it stands in.
function* wordsOf(node, style) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      for (const [text] of child.data.matchAll(WORD)) {
        yield { text, ...style };
      }
    } else if (child.nodeType === Node.ELEMENT_NODE && !child.matches("style, script, title")) {
      const css = child.style ?? {};
      yield* wordsOf(child, {
        bold: isSet(css.fontWeight, style.bold || child.matches("b, strong"), /^(?:bold|[6-9]00)/),
        italic: isSet(css.fontStyle, style.italic || child.matches("i, em"), /^(?:italic|oblique)/),
        cell: child.matches("td, th") ? child : style.cell,
      });
    }
  }
}

// The words found in the text, one after the other, each with its place.
function placed(text, words) {
  const found = [];
  let end = 0;
  for (const word of words) {
    const ahead = text.slice(end, end + FAR + word.text.length).indexOf(word.text);
    if (ahead >= 0) {
      const start = end + ahead;
      end = start + word.text.length;
      found.push({ ...word, start, end });
    }
  }
  return found;
}

// What stands between two words: in a table, only between rows does a line end.
function between(gap, before, after) {
  if (before?.cell && before.cell === after?.cell) {
    return gap.replace(/\s*\n\s*/g, "<br>").replaceAll("\t", " ");
  }
  if (before?.cell || after?.cell) {
    const bare = gap.replaceAll('"', ""); // Excel puts them around a cell of several lines
    return before?.cell?.parentNode === after?.cell?.parentNode ? bare.replaceAll("\n", "") : bare;
  }
  return gap;
}

const marks = (word) => (word?.bold ? "**" : "") + (word?.italic ? "*" : "");

export function asMarkdown(text, html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const plain = text.replace(/\r\n?/g, "\n");
  let written = "";
  let last;
  for (const word of placed(plain, wordsOf(body, { bold: false, italic: false, cell: null }))) {
    const gap = between(plain.slice(last?.end ?? 0, word.start), last, word);
    const begins = !last || /[\n\t]/.test(gap);
    if (begins && ITEM_MARK.test(word.text)) {
      word.bold = word.italic = false;
    }
    const goesOn = !/[\n\t<]/.test(gap) && marks(last) === marks(word);
    written += (goesOn ? gap : marks(last) + gap + marks(word)) + word.text;
    last = word;
  }
  const rest = between(plain.slice(last?.end ?? 0), last, null);
  return written + marks(last) + rest;
}
