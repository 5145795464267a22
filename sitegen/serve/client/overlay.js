// Shows the problems that keep the preview from being renewed, each with its place, the text around it and what to do.

import { counted, element, link, room } from "./room.js";

export class Overlay {
  #dialog;
  #heading;
  #list;
  #shown = "[]";

  // `behind` says what the page behind the overlay is.
  constructor(behind) {
    this.#heading = element("h2", { id: "heading" });
    this.#list = element("ol", { class: "problems", id: "problems" });
    const close = element("button", { type: "button", class: "close", onclick: () => this.#dialog.close() }, "Close");
    close.append(element("kbd", {}, "Esc"));
    this.#dialog = element(
      "dialog",
      { class: "overlay", role: "alertdialog", "aria-labelledby": "heading", "aria-describedby": "note" },
      element("header", {}, this.#heading, close),
      element("p", { class: "note", id: "note" }, `${behind} This goes away by itself once all is mended.`),
      this.#list,
    );
    room("overlay").append(this.#dialog);
  }

  // Opens for problems that are new; those that were closed stay closed.
  show(problems) {
    const shown = JSON.stringify(problems);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#heading.textContent = counted(problems.length, "problem");
    this.#list.replaceChildren(...problems.map(item));
    if (problems.length) this.open();
    else this.#dialog.close();
  }

  open() {
    if (!this.#dialog.open) this.#dialog.showModal();
  }
}

function item(problem) {
  const place = [problem.file, problem.line, problem.column].filter(Boolean).join(":");
  return element(
    "li",
    { class: problem.severity },
    element("p", { class: "message" }, problem.message),
    ...(place ? [element("p", { class: "place" }, problem.open ? link(problem.open, place) : place)] : []),
    ...(problem.excerpt.length ? [excerpt(problem)] : []),
    ...(problem.hint ? [element("p", { class: "hint" }, problem.hint)] : []),
  );
}

function excerpt({ excerpt: lines, line, column }) {
  const rows = lines.map(([number, text]) => {
    const isPlace = number === line;
    return element(
      "span",
      { class: isPlace ? "row here" : "row" },
      element("span", { class: "number" }, String(number)),
      element("code", { dir: "auto" }, ...(isPlace && column ? marked(text, column) : [text])),
      "\n",
    );
  });
  return element("pre", { class: "excerpt", tabindex: "0", "aria-label": "The text around the place" }, ...rows);
}

// Columns count characters, strings of JavaScript do not; past the end of the line the mark stands alone. Dates and ids,
// whose parts a hyphen joins, are one word.
function marked(text, column) {
  const characters = [...text];
  const word = characters.slice(column - 1).join("").match(/^[\p{L}\p{N}_]+(-[\p{L}\p{N}_]+)*|^./u)?.[0] ?? " ";
  const after = column - 1 + [...word].length;
  return [characters.slice(0, column - 1).join(""), element("mark", {}, word), characters.slice(after).join("")];
}
