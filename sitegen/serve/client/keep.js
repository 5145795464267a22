// What a reload must not lose: the place on the page, the focus, and what was typed.

const KEY = `sitegen:${location.pathname}`;
const FIELDS = "input:not([type=password], [type=file], [type=hidden]), textarea, select";

export class Keeper {
  #kept;

  constructor() {
    this.#kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
  }

  // What the bar said before the reload: drawn at once, so that nothing moves when the answer comes.
  get about() {
    return this.#kept?.about ?? null;
  }

  keep(about) {
    const focused = document.activeElement === document.body ? null : document.activeElement;
    const kept = {
      about,
      scroll: [scrollX, scrollY],
      focus: focused && selectorOf(focused),
      selection: focused && selectionOf(focused),
      fields: [...document.querySelectorAll(FIELDS)].filter(isFilled).map((field) => [selectorOf(field), valueOf(field)]),
    };
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  }

  restore() {
    if (!this.#kept) return;
    const { scroll, focus, selection, fields } = this.#kept;
    for (const [selector, value] of fields) fill(document.querySelector(selector), value);
    const focused = focus && document.querySelector(focus);
    focused?.focus({ preventScroll: true });
    if (selection && focused?.setSelectionRange) focused.setSelectionRange(...selection);
    scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
  }
}

// By id or name where there is one: these stay when the text around is edited.
function selectorOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute("name");
  const byName = name && `${element.localName}[name="${CSS.escape(name)}"]`;
  if (byName && document.querySelectorAll(byName).length === 1) return byName;
  if (element === document.documentElement) return ":root";
  const place = [...element.parentElement.children].indexOf(element) + 1;
  return `${selectorOf(element.parentElement)} > ${element.localName}:nth-child(${place})`;
}

function selectionOf(element) {
  try {
    return element.selectionStart == null ? null : [element.selectionStart, element.selectionEnd];
  } catch {
    return null;
  }
}

function isFilled(field) {
  if (field.localName === "select") return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}

function valueOf(field) {
  if (field.localName === "select") return [...field.options].map((option) => option.selected);
  return [field.value, field.checked];
}

function fill(field, value) {
  if (!field?.matches(FIELDS)) return;
  if (field.localName === "select") [...field.options].forEach((option, i) => (option.selected = value[i] ?? false));
  else {
    [field.value] = value;
    if (field.checked !== undefined) field.checked = value[1];
  }
}
