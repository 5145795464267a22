"""A foreign body -> the same with the generator's tags turned into Markdown, those without a plain meaning left as written.

Markers that keep text from the generator (`{% raw %}`) go, their text stays as it is. Code keeps its tags: it shows them.
"""

import re

from sitegen.importers.markdown.code import Blocks, find_blocks
from sitegen.importers.markdown.edits import Edit, Text, apply
from sitegen.importers.markdown.liquid import Scope, convert_output, convert_tag
from sitegen.importers.markdown.notes import Say
from sitegen.importers.markdown.phrases import one_line
from sitegen.importers.markdown.shortcodes import convert_shortcode

_OPENING = re.compile(r"\{\{[<%]|\{%|\{\{")
_CLOSING = {"{{<": ">}}", "{{%": "%}}", "{%": "%}", "{{": "}}"}
_END_RAW = re.compile(r"\{%-?\s*end(?:raw|verbatim)\s*-?%\}")
_END_COMMENT = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
_NAME = re.compile(r"/?[\w./-]+")


def convert_tags(body: Text, scope: Scope, say: Say) -> Text:
    """Return the body without the tags that have a plain meaning; `say` hears of every other one."""
    if "{%" not in body.text and "{{" not in body.text:
        return body
    return apply(body, _Scan(body, scope, say).edits())


class _Scan:
    """One walk over a body. The next end of each form of tag is remembered, so that openings without end cost nothing."""

    def __init__(self, body: Text, scope: Scope, say: Say) -> None:
        self.body, self.text, self.scope, self.say = body, body.text, scope, say
        self.blocks: Blocks = find_blocks(body.text)
        self.ends: dict[str, int] = {}
        self.unended: set[re.Pattern[str]] = set()

    def edits(self) -> list[Edit]:
        edits: list[Edit] = []
        place = 0
        while match := _OPENING.search(self.text, place):
            end = self._end_of(match[0], match.end())
            place = match.end()
            if end < 0:
                continue
            stop = end + len(_CLOSING[match[0]])
            name, rest = _split(self.text[match.end() : end])
            if match[0] == "{%" and name in {"raw", "verbatim", "comment"}:
                found, place = self._verbatim(name, match.start(), stop)
                edits += found
            elif self._is_read(match.start(), match[0]):
                place = stop
                edits += self._convert(match[0], name, rest, Edit(match.start(), stop, self.text[match.end() : end]))
        return edits

    def _is_read(self, place: int, opening: str) -> bool:
        """Tell whether the generator read a tag: Liquid reads them in text that only its depth makes code."""
        is_liquid = opening in {"{{", "{%"}
        return not self.blocks.code.covers(place) or (is_liquid and self.blocks.indented.covers(place))

    def _end_of(self, opening: str, place: int) -> int:
        known = self.ends.get(opening, 0)
        if 0 <= known < place:
            self.ends[opening] = known = self.text.find(_CLOSING[opening], place)
        return known

    def _end_of_block(self, ending: re.Pattern[str], place: int) -> re.Match[str] | None:
        match = None if ending in self.unended else ending.search(self.text, place)
        if not match:
            self.unended.add(ending)
        return match

    def _verbatim(self, name: str, start: int, inside: int) -> tuple[list[Edit], int]:
        """Take the markers out, and a comment with its text."""
        if name == "comment":
            end = self._end_of_block(_END_COMMENT, inside)
            if not end:
                return [], inside
            words = one_line(self.text[inside : end.start()])
            self.say(self.body.line_at(start), "comment", f'a comment was left out: "{words}"')
            return [Edit(start, end.end(), "")], end.end()
        end = self._end_of_block(_END_RAW, inside)
        if not end:
            return [Edit(start, inside, "")], inside
        return [Edit(start, inside, ""), Edit(end.start(), end.end(), "")], end.end()

    def _convert(self, opening: str, name: str, rest: str, tag: Edit) -> list[Edit]:
        scope = self.scope
        is_code = self.blocks.indented.covers(tag.start)
        if is_code or self.blocks.html.covers(tag.start):
            scope = Scope({} if is_code else scope.own, scope.find_author, is_html=True)
        if name in {"highlight", "endhighlight", "/highlight"}:
            language = rest.partition(" ")[0].strip("\"'") if name == "highlight" else ""
            return [Edit(tag.start, tag.end, f"```{language}")]
        if opening == "{{":
            text = convert_output(tag.text.strip("- \n\t"), scope)
        elif opening == "{%":
            text = convert_tag(name, rest, scope)
        else:
            text = convert_shortcode(name, rest, scope)
        if text is None and is_code:
            return []
        if text is None:
            written = one_line(self.text[tag.start : tag.end])
            self.say(self.body.line_at(tag.start), "foreign-tag", f'the tag "{written}" was left as it is')
            return []
        return [Edit(tag.start, tag.end, text)]


def _split(inner: str) -> tuple[str, str]:
    inner = inner.strip().strip("-").strip()
    match = _NAME.match(inner)
    return (match[0], inner[match.end() :].strip()) if match else ("", inner)
