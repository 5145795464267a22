"""The few pages that are the preview's own: where the site has none to show."""

import html

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ max-width: 36rem; margin: 18vh auto 0; padding: 0 1.5rem; font: 1rem/1.6 system-ui, sans-serif }}
h1 {{ font-size: 1.5rem; font-weight: 600 }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""


def _page(title: str, text: str) -> bytes:
    return _PAGE.format(title=html.escape(title), text=html.escape(text)).encode()


NOT_BUILT = _page("The preview is not ready", "The site appears here by itself as soon as its first build succeeds.")
NOT_FOUND = _page("Page not found", "There is nothing at this address, and the site has no 404.html of its own.")
FAILED = _page("The preview failed", "This is a fault of sitegen; the terminal says more. The next change tries again.")
