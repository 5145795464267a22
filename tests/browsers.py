"""Debian's Chromium, and the flags with which every test starts it: nothing is fetched, nothing is asked."""

import shutil

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
