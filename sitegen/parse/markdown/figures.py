"""An image alone in a paragraph to a figure with its caption and credit.

    ![What it shows](photo.jpg "Caption | Credit: Name")

The title is the caption; what follows `| Credit:` is the credit. Either may be missing. A linked image is a figure too,
and `{.class}` after the image is the figure's. What is refused as an image stays a paragraph.
"""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.parse.markdown.sheet import sheet_of
from sitegen.parse.markdown.targets import image_target

_CREDIT = re.compile(r"\s*(?:^|\|)\s*Credit:\s*", re.IGNORECASE)


def set_figures(state: StateCore) -> None:
    """Core rule: turn the paragraphs that hold one image and nothing else into figures."""
    if "![" not in state.src:
        return
    tokens, folder = state.tokens, sheet_of(state.env).folder
    for i, token in enumerate(tokens):
        if token.type == "paragraph_open" and not token.hidden and (image := _lone_image(tokens[i + 1])):
            if image_target(str(image.attrs["src"]), folder).kind in {"refused", "escape"}:
                continue
            title = str(image.attrs.pop("title", ""))
            token.type, tokens[i + 2].type = "figure_open", "figure_close"
            if "class" in image.attrs:
                token.attrs["class"] = image.attrs.pop("class")
            tokens[i + 2].meta.update(zip(("caption", "credit"), caption_and_credit(title), strict=True))


def caption_and_credit(title: str) -> tuple[str, str]:
    """Split an image's title; either part is empty where it is missing."""
    found = _CREDIT.search(title)
    return (title[: found.start()].strip(), title[found.end() :].strip()) if found else (title.strip(), "")


def _lone_image(inline: Token) -> Token | None:
    children = [c for c in inline.children or () if c.type != "text" or c.content.strip()]
    if len(children) == 3 and children[0].type == "link_open" and children[2].type == "link_close":
        children = children[1:2]
    return children[0] if len(children) == 1 and children[0].type == "image" else None
