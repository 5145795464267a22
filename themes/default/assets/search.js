// Searches the site in the reader's browser. On the search page it brings the form there to life; elsewhere it is loaded
// once a reader opens the quick search (see site.js), and takes form and words from the search page. Nothing is put into
// a page as HTML that came from the index.

const MARKS = /[\u2061-\u2063]/g;
const MARKED = /.[\u2061-\u2063]/gu;
const AT_A_TIME = 10;
const AT_A_GLANCE = 6;
const PAUSE = 180;

/** The index of a folder: loaded when first asked for, and again after a failure. */
const indexes = new Map();

function load(folder) {
  if (!indexes.has(folder)) {
    const loading = (async () => {
      const index = await import(`${folder}pagefind.js`);
      await index.options({ baseUrl: "/" });
      await index.init();
      return index;
    })();
    loading.catch(() => indexes.delete(folder));
    indexes.set(folder, loading);
  }
  return indexes.get(folder);
}

/** Folds what a reader types as the index was folded, and shows what the index holds as it was written. */
class Letters {
  constructor(folded) {
    this.folded = new Map(Object.entries(folded));
    this.written = new Map([...this.folded].filter(([, to]) => to).map(([from, to]) => [to, from]));
  }

  fold(text) {
    const letters = [...text.normalize("NFKC")].map((letter) => this.folded.get(letter) ?? letter);
    return letters.join("").replace(MARKS, "").trim();
  }

  show(text) {
    return text.replace(MARKED, (pair) => this.written.get(pair) ?? pair).replace(MARKS, "");
  }
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Pagefind escapes an excerpt, and marks in it what was found. */
function* excerpt(html, letters) {
  for (const [number, part] of html.split(/<\/?mark>/).entries()) {
    const text = letters.show(part.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
    yield number % 2 ? element("mark", {}, text) : text;
  }
}

class Finder {
  constructor(root, { most = Infinity, heading = "h2" } = {}) {
    this.root = root;
    this.most = most;
    this.heading = heading;
    this.words = root.dataset;
    this.letters = new Letters(JSON.parse(this.words.letters));
    this.form = root.querySelector("form");
    this.input = root.querySelector("input");
    this.status = root.querySelector("[role=status]");
    this.list = root.querySelector("ol");
    this.more = root.querySelector("button[type=button]");
    this.selects = [...root.querySelectorAll("select")];
    this.lang = document.documentElement.lang;
    this.asked = 0;
    this.found = [];
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.search(), PAUSE);
    });
    for (const select of this.selects) select.addEventListener("change", () => this.search());
    this.more?.addEventListener("click", () => this.showMore());
  }

  get query() {
    const query = new URLSearchParams();
    if (this.input.value.trim()) query.set("q", this.input.value.trim());
    for (const select of this.selects) if (select.value) query.set(select.name, select.value);
    return query;
  }

  async search() {
    clearTimeout(this.pause);
    const asked = ++this.asked;
    const term = this.letters.fold(this.input.value);
    const filters = Object.fromEntries(this.selects.filter((each) => each.value).map((each) => [each.name, each.value]));
    this.onSearch?.(this.query);
    if (!term && !Object.keys(filters).length) return this.show([], "");
    if (!this.list.children.length) this.status.textContent = this.words.loading;
    try {
      const index = await load(this.words.index);
      const sort = term ? {} : { sort: { date: "desc" } };
      const { results } = await index.search(term || null, { filters, ...sort });
      if (asked !== this.asked) return;
      const number = new Intl.NumberFormat(this.lang).format(results.length);
      const said = results.length ? this.words.found.replace("{number}", number) : this.words.none;
      await this.show(results, said);
    } catch (error) {
      if (asked === this.asked) this.fail(error);
    }
  }

  async show(results, said) {
    const asked = this.asked;
    const first = await Promise.all(results.slice(0, Math.min(this.most, AT_A_TIME)).map((result) => result.data()));
    if (asked !== this.asked) return;
    this.found = results;
    this.list.replaceChildren(...first.map((each) => this.item(each)));
    this.status.textContent = said;
    this.offerMore();
  }

  /** Add the next results; the first of them gets the focus, which the button may lose. */
  async showMore() {
    const from = this.list.children.length;
    const more = await Promise.all(this.found.slice(from, from + AT_A_TIME).map((result) => result.data()));
    this.list.append(...more.map((each) => this.item(each)));
    this.list.children[from]?.querySelector("a").focus();
    this.offerMore();
  }

  offerMore() {
    if (this.more) this.more.hidden = this.list.children.length >= Math.min(this.found.length, this.most);
  }

  fail(error) {
    console.error(error);
    this.found = [];
    this.list.replaceChildren();
    this.offerMore();
    this.status.textContent = this.words.failed;
    this.onFail?.();
  }

  item({ url, meta, excerpt: html, sub_results: parts = [] }) {
    const show = (text) => this.letters.show(text ?? "");
    const kind = show(meta.label) || this.words[`kind${meta.kind[0].toUpperCase()}${meta.kind.slice(1)}`] || "";
    const side = element("p", { class: "entry-side" });
    if (meta.date) side.append(element("time", { datetime: meta.date }, this.date(meta.date)), " ");
    side.append(element("span", { class: "kicker" }, kind));
    const text = element(
      "div",
      { class: "entry-text" },
      element(this.heading, { class: "headline" }, element("a", { href: url, dir: "auto" }, show(meta.title))),
      element("p", { class: "summary", dir: "auto" }, ...excerpt(html, this.letters)),
    );
    if (meta.people) text.append(element("p", { class: "meta", dir: "auto" }, show(meta.people)));
    const sections = parts.filter((part) => part.url.includes("#")).slice(0, 3);
    if (sections.length && this.most === Infinity) {
      const links = sections.map((part) => element("li", {}, element("a", { href: part.url, dir: "auto" }, show(part.title))));
      text.append(element("ul", { class: "finder-sections" }, ...links));
    }
    return element("li", {}, element("article", { class: "entry" }, side, text));
  }

  date(iso) {
    const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
    const calendar = this.words.calendar === "gregorian" ? "gregory" : this.words.calendar;
    return new Intl.DateTimeFormat(this.lang, { dateStyle: "long", timeZone: "UTC", calendar }).format(day);
  }

  /** Offer what the index can be narrowed down by, most used first within years from the newest. */
  async offerFilters() {
    const filters = await (await load(this.words.index)).filters();
    for (const select of this.selects) {
      const names = Object.keys(filters[select.name] ?? {});
      const order = new Intl.Collator(this.lang).compare;
      names.sort(select.name === "year" ? (one, other) => order(other, one) : order);
      const number = new Intl.NumberFormat(this.lang);
      const options = names.map((name) => element("option", { value: name }, `${name} (${number.format(filters[select.name][name])})`));
      select.append(...options);
      select.disabled = !names.length;
    }
  }
}

/** The search page: its address says what is sought, so that it can be kept and shared. */
async function onPage(root) {
  const finder = new Finder(root);
  const asked = new URLSearchParams(location.search);
  finder.input.value = asked.get("q") ?? "";
  if (!finder.input.value) finder.input.focus({ preventScroll: true });
  finder.onFail = () => document.querySelector(".finder-otherwise").classList.add("needed");
  try {
    await finder.offerFilters();
  } catch (error) {
    return finder.fail(error);
  }
  for (const select of finder.selects) select.value = asked.get(select.name) ?? "";
  finder.onSearch = (query) => history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
  if (asked.size) await finder.search();
}

/** The quick search: the form of the search page in a dialog, with the first results. */
async function makeDialog(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const root = document.adoptNode(page.querySelector("[data-finder]"));
  root.querySelector(".finder-filters").remove();
  root.querySelector("button[type=button]").parentElement.remove();
  const label = root.querySelector("label");
  label.id = "_quick-label";
  const all = element("a", { href: address }, root.dataset.all);
  const close = element("button", { type: "button", class: "quick-close" }, root.dataset.close);
  root.append(element("p", { class: "quick-more" }, all));
  const dialog = element("dialog", { class: "quick", "aria-labelledby": label.id }, close, root);
  const finder = new Finder(root, { most: AT_A_GLANCE, heading: "p" });
  finder.onSearch = (query) => all.setAttribute("href", query.size ? `${address}?${query}` : address);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => walk(event, dialog));
  document.body.append(dialog);
  load(root.dataset.index).catch(() => {});
  return { dialog, finder };
}

/** Arrows lead from the words to the results and back. Escape closes, where browsers would only empty the field. */
function walk(event, dialog) {
  if (event.key === "Escape") {
    event.preventDefault();
    dialog.close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll("ol a, .quick-more a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (step && next && stops.includes(document.activeElement)) {
    event.preventDefault();
    next.focus();
  }
}

let quick;

/** Open the quick search; where it cannot be made, or this is the search page, that page is what a reader gets. */
export async function open(address) {
  const here = document.querySelector("[data-finder]:not(dialog *)");
  if (here) return here.querySelector("input").focus();
  try {
    quick ??= makeDialog(address);
    const { dialog, finder } = await quick;
    if (!dialog.open) dialog.showModal();
    finder.input.focus();
    finder.input.select();
  } catch {
    location.assign(address);
  }
}

const page = document.querySelector("main [data-finder]");
if (page) onPage(page);
