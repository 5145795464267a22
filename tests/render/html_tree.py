"""Reads HTML strictly enough to notice what a browser would silently mend."""

from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "img", "br", "hr", "input", "source", "track", "wbr"})


class Page(HTMLParser):
    """The elements of a page in order, its ids, its text; `faults` are tags that do not nest and doubled ids."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self._empty = ""
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self._open]
        self.faults += [f"id {id_} twice" for id_ in sorted({id_ for id_ in self.ids if self.ids.count(id_) > 1})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self._empty = tag
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._empty and tag in {"a", "ul", "ol", "dl", "section", "nav", "p", "h1", "h2", "h3"}:
            self.faults.append(f"<{tag}> is empty")
        self._empty = ""
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._empty = ""
            self.text += " " + " ".join(data.split())

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements with this tag and these attribute values."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [attrs for found, attrs in self.elements if found == tag and wanted.items() <= attrs.items()]
