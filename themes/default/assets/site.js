// What a script adds to a page that is whole without it: notes that open where they are referred to, frames of other hosts
// on the reader's click, the switch of the scheme, copying and printing. Loaded after the page, and nothing waits for it.

const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.scheme === "auto" ? systemIsDark.matches : root.dataset.scheme === "dark";
}

function showScheme() {
  for (const button of document.querySelectorAll(".scheme")) button.setAttribute("aria-pressed", isDark());
}

/** Turn to the other scheme, and remember it where it is not the system's own. */
function switchScheme() {
  const wanted = isDark() ? "light" : "dark";
  root.dataset.scheme = systemIsDark.matches === (wanted === "dark") ? "auto" : wanted;
  try {
    localStorage.setItem("scheme", root.dataset.scheme);
  } catch {
    // Where nothing may be kept, the choice holds for this page.
  }
  showScheme();
}

/** Show a footnote at its mark. Escape or a click elsewhere closes it, and the reader is where they were. */
function openNote(link, event) {
  const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!note || !("popover" in root)) return;
  event.preventDefault();
  const box = document.createElement("div");
  box.className = "note-here";
  box.popover = "auto";
  box.tabIndex = -1;
  box.setAttribute("role", "note");
  box.setAttribute("aria-label", link.textContent);
  box.append(...note.cloneNode(true).childNodes);
  for (const back of box.querySelectorAll(".footnote-back")) back.remove();
  for (const named of box.querySelectorAll("[id]")) named.removeAttribute("id");
  box.addEventListener("toggle", (change) => {
    if (change.newState !== "closed") return;
    if (box.contains(document.activeElement)) link.focus({ preventScroll: true });
    box.remove();
  });
  link.parentElement.after(box);
  box.showPopover();
  place(box, link.getBoundingClientRect());
  box.focus({ preventScroll: true });
}

/** Put a note below its mark, above it where there is no room, and never past the edges of the page. */
function place(box, mark) {
  if (getComputedStyle(box).position === "fixed") return;
  const { width, height } = box.getBoundingClientRect();
  const isAbove = mark.bottom + height + 16 > innerHeight && mark.top > height + 16;
  const left = Math.min(mark.left - width / 3, root.clientWidth - width - 20);
  box.style.top = `${scrollY + (isAbove ? mark.top - height - 8 : mark.bottom + 8)}px`;
  box.style.left = `${Math.max(20, left)}px`;
}

/** Put the frame of another host in the place of the link to it, now that the reader asked for it. */
function embed(link, event) {
  const figure = link.closest("[data-embed]");
  if (!figure || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.title = figure.dataset.embedTitle;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.src = figure.dataset.embed;
  link.replaceWith(frame);
  frame.focus();
}

/** Copy the address of the page, and say so in the button for a moment. */
async function copy(button) {
  await navigator.clipboard.writeText(button.closest("[data-address]").dataset.address);
  const words = button.textContent;
  button.textContent = button.dataset.copy;
  setTimeout(() => (button.textContent = words), 2000);
}

/** The link to the search opens it in place; its script is loaded then, and not before. */
async function openSearch(link, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  try {
    const search = await import(link.dataset.search);
    await search.open(link.href);
  } catch {
    location.assign(link.href);
  }
}

const ACTIONS = {
  ".footnote-ref a": openNote,
  ".scheme": switchScheme,
  ".embed-link": embed,
  "[data-copy]": copy,
  "[data-search]": openSearch,
  "[data-print]": () => print(),
};

document.addEventListener("click", (event) => {
  for (const [selector, act] of Object.entries(ACTIONS)) {
    const target = event.target.closest(selector);
    if (target) act(target, event);
  }
});

document.addEventListener("keydown", (event) => {
  const link = document.querySelector("[data-search]");
  if (link && event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    link.click();
  }
});

systemIsDark.addEventListener("change", showScheme);
showScheme();

// Beside the text the table of contents is open; the style sheet shows it there, this says so to assistive technology.
const contents = document.querySelector(".toc details");
if (contents) contents.open = matchMedia("(min-width: 64rem)").matches;
