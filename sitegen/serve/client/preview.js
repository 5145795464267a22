// The preview's part in a page: listens for new states, renews what is shown, and tells the editor how things stand.

import { Bar, Banner } from "./bar.js";
import { Keeper } from "./keep.js";
import { Overlay } from "./overlay.js";
import { follow } from "./follow.js";
import { Freshness } from "./fresh.js";
import { styles } from "./room.js";

const page = JSON.parse(document.querySelector("script[data-sitegen]").dataset.sitegen);
const keeper = new Keeper();
const freshness = new Freshness(page, reload);
let about = keeper.about;
let latest = null;
// A tab in the background waits with what it has to do, so that the one in view comes first.
const waiting = new Set();
let isAsking = false;
let isReloading = false;
let asksAgain = false;

await styles;
const banner = new Banner();
const overlay = new Overlay(page.waits ? "Nothing could be built yet." : "The page behind this is the last that could be built.");
const bar = new Bar(() => overlay.open());
show();
keeper.restore();
follow((message) => {
  bar.connection(!message.lost);
  if (message.lost) return;
  const { state } = message;
  bar.working(state.working);
  bar.problems(state.problems.length);
  overlay.show(state.problems);
  latest = message;
  whenVisible(renew);
  whenVisible(ask);
});

function renew() {
  freshness.follow(latest);
}

function show() {
  banner.show(about?.banner ?? "");
  bar.show(about);
}

// What the bar says depends on the clock and on other pages, so every message is a reason to ask again, one at a time.
async function ask() {
  if (!page.main) return;
  asksAgain = isAsking;
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch(`/__sitegen/about?path=${encodeURIComponent(page.main)}`);
    const next = answer.ok ? await answer.json() : about;
    // What is drawn anew loses the focus.
    if (JSON.stringify(next) !== JSON.stringify(about)) {
      about = next;
      show();
    }
  } catch {
    // The server is away; the stream says when it is back.
  } finally {
    isAsking = false;
  }
  if (asksAgain) ask();
}

function reload() {
  if (isReloading) return;
  isReloading = true;
  keeper.keep(about);
  location.reload();
}

function whenVisible(act) {
  if (document.hidden) waiting.add(act);
  else act();
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const act of waiting) act();
  waiting.clear();
});
