// What an editor wants to know of a page: the banner above it where it is not public, and the bar below it with the facts.

import { counted, element, link, room } from "./room.js";

const KEY = "sitegen:bar";

export class Banner {
  #root = room("banner", true);

  show(text) {
    this.#root.replaceChildren(...(text ? [element("p", { class: "banner", role: "note" }, text)] : []));
  }
}

// On pages without facts it is a badge in the corner, and not even that while there is nothing to say.
export class Bar {
  #bar = element("section", { class: "bar", "aria-label": "Preview" });
  #space = element("div");
  #toggle = element("button", { type: "button", class: "toggle", "aria-controls": "facts" });
  #facts = element("dl", { id: "facts" });
  #summary = element("span", { class: "summary" });
  #warnings = element("span", { class: "warnings" });
  #working = element("span", { class: "working" });
  #problems = element("button", { type: "button", class: "failing" });
  #connection = element("span", { class: "lost", role: "status" });

  #mended = element("span", { class: "unseen", role: "status" });

  constructor(openProblems) {
    this.#toggle.addEventListener("click", () => {
      localStorage.setItem(KEY, this.#facts.hidden ? "open" : "closed");
      this.#turn();
    });
    this.#problems.addEventListener("click", openProblems);
    this.#problems.hidden = true;
    this.#toggle.append("Preview");
    const strip = element("div", { class: "strip" });
    strip.append(this.#toggle, this.#summary, this.#warnings, this.#working, this.#connection, this.#problems);
    this.#bar.append(strip, this.#facts, this.#mended);
    room("bar").append(this.#space, this.#bar);
    // The bar floats; as much room below the page keeps it from covering the page's end.
    new ResizeObserver(() => {
      this.#space.style.blockSize = this.#toggle.hidden ? "0" : `${this.#bar.offsetHeight}px`;
    }).observe(this.#bar);
  }

  show(about) {
    this.#bar.classList.toggle("badge", !about);
    this.#toggle.hidden = this.#summary.hidden = !about;
    const warnings = about?.facts.filter((fact) => fact.level === "warning").length ?? 0;
    this.#summary.textContent = about?.banner || "Public";
    this.#warnings.textContent = warnings ? counted(warnings, "warning") : "";
    this.#facts.replaceChildren(...rows(about?.facts ?? []));
    this.#turn();
    this.#settle();
  }

  working(count) {
    this.#working.textContent = count ? `Renewing ${counted(count, "page")} …` : "";
    this.#settle();
  }

  problems(count) {
    this.#mended.textContent = !count && !this.#problems.hidden ? "All problems are mended" : "";
    this.#problems.textContent = counted(count, "problem");
    this.#problems.hidden = !count;
    this.#settle();
  }

  connection(isThere) {
    this.#connection.textContent = isThere ? "" : "The preview is not running";
    this.#settle();
  }

  #turn() {
    const isOpen = localStorage.getItem(KEY) === "open" && !this.#toggle.hidden;
    this.#facts.hidden = !isOpen;
    this.#toggle.setAttribute("aria-expanded", String(isOpen));
  }

  // A badge with nothing to say is not seen.
  #settle() {
    const isSilent = this.#problems.hidden && !this.#working.textContent && !this.#connection.textContent;
    this.#bar.classList.toggle("silent", this.#toggle.hidden && isSilent);
  }
}

// Facts of one label share a row.
function rows(facts) {
  const groups = new Map();
  for (const fact of facts) groups.set(fact.label, [...(groups.get(fact.label) ?? []), fact]);
  return [...groups].map(([label, values]) =>
    element("div", {}, element("dt", {}, label), ...values.map((fact) => element("dd", { class: fact.level }, shown(fact)))),
  );
}

function shown({ text, url }) {
  return url ? link(url, text) : text;
}
