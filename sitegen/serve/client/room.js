// A room of the preview's own in a page: a shadow root beside the body, which the theme's styles and scripts do not reach
// and from which nothing reaches the theme.

const sheet = new CSSStyleSheet();

export const styles = fetch(new URL("preview.css", import.meta.url))
  .then((answer) => answer.text())
  .then((text) => sheet.replace(text));

export function room(name, isFirst = false) {
  const host = document.createElement(`sitegen-${name}`);
  // The words are English whatever the page is.
  host.lang = "en";
  host.dir = "ltr";
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  if (isFirst) document.body.before(host);
  else document.documentElement.append(host);
  return root;
}

// `element("a", { class: "x", href }, "text", child)`; an attribute that is null or false is left out.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value != null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// A link, or plain text where the address would run as a script.
export function link(url, text, attributes = {}) {
  const runs = /^(javascript|data|vbscript):$/.test(new URL(url, location).protocol);
  return runs ? element("span", attributes, text) : element("a", { ...attributes, href: url }, text);
}

// `counted(1, "page")` is "1 page", `counted(1200, "page")` is "1,200 pages".
export function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
