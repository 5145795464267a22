// Decides what a new state means for the page that is shown: nothing, new stylesheets or pictures in place, or a reload.

export class Freshness {
  #page;
  #reload;
  #version;
  #digests = new Map();
  #queue = Promise.resolve();

  constructor(page, reload) {
    this.#page = page;
    this.#reload = reload;
    this.#version = page.version;
  }

  // One message after the other: each is compared with what the one before it left.
  follow(message) {
    this.#queue = this.#queue.then(() => this.#take(message)).catch(() => {});
  }

  async #take({ run, since, state }) {
    const isNewRun = run !== this.#page.run;
    if (!isNewRun && state.version <= this.#version) return;
    if (this.#page.waits) {
      if (state.built) this.#reload();
      return;
    }
    const isListed = state.changed && !isNewRun && since <= this.#version;
    this.#page.run = run;
    this.#version = state.version;
    const changed = isListed ? new Map(Object.entries(state.changed)) : null;
    if (await this.#renewPage(changed)) return;
    await this.#renewParts(changed);
  }

  // Returns whether the page is dealt with: about to be loaded again, or given new stylesheets.
  async #renewPage(changed) {
    const { main, pages, rest } = this.#page;
    const paths = Object.keys(pages).filter((path) => !changed || (changed.has(path) && changed.get(path) !== pages[path]));
    if (!paths.length) return false;
    const outputs = await ask(paths);
    const stale = paths.filter((path) => outputs[path].digest !== pages[path]);
    if (!stale.length) return false;
    const output = outputs[main];
    const isDressOnly = stale.length === 1 && stale[0] === main && output.digest && output.rest === rest;
    if (isDressOnly && (await swapAll(output.sheets))) pages[main] = output.digest;
    else this.#reload();
    return true;
  }

  async #renewParts(changed) {
    const sheets = own(sheetLinks(), "href");
    const pictures = changed ? own(document.images, "src") : [];
    const outputs = changed ? null : await ask([...new Set(sheets.map(([, path]) => this.#output(path)))]);
    for (const [element, path] of [...sheets, ...pictures]) {
      const name = this.#output(path);
      const digest = changed ? changed.get(name) : outputs[name]?.digest;
      // What is gone is gone from the page too, which then is new itself.
      if (!digest || this.#digests.get(name) === digest) continue;
      this.#digests.set(name, digest);
      const url = `${path}?${digest}`;
      if (element.tagName === "IMG") element.src = url;
      else await swap(element, url);
    }
  }

  #output(path) {
    return path.startsWith(this.#page.base) ? decodeURIComponent(path.slice(this.#page.base.length)) : "";
  }
}

async function ask(paths) {
  if (!paths.length) return {};
  const query = paths.map((path) => `path=${encodeURIComponent(path)}`).join("&");
  const answer = await fetch(`/__sitegen/digest?${query}`);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function sheetLinks() {
  return [...document.querySelectorAll("link[rel~=stylesheet]")];
}

// The elements that show a file of this site, each with the path of its address.
function own(elements, attribute) {
  return [...elements].flatMap((element) => {
    const url = new URL(element.getAttribute(attribute) ?? "", document.baseURI);
    return url.origin === location.origin ? [[element, url.pathname]] : [];
  });
}

async function swapAll(hrefs) {
  const links = sheetLinks();
  if (links.length !== hrefs.length) return false;
  const swaps = links.map((link, i) => link.getAttribute("href") === hrefs[i] || swap(link, hrefs[i]));
  return (await Promise.all(swaps)).every(Boolean);
}

// The new link is loaded beside the old one before that goes, so that the page is never bare.
function swap(link, href) {
  return new Promise((done) => {
    const next = link.cloneNode();
    next.href = href;
    next.onload = () => {
      link.remove();
      done(true);
    };
    next.onerror = () => {
      next.remove();
      done(false);
    };
    link.after(next);
  });
}
