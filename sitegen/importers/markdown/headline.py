"""A body -> the heading of the first level with which it begins, where it begins with one."""

from sitegen.importers.markdown.edits import Edit


def first_heading(text: str) -> tuple[str, Edit]:
    """Return its words and the edit that takes it out; no words where the body begins otherwise."""
    begin = len(text) - len(text.lstrip())
    line, _, rest = text[begin:].partition("\n")
    under = rest.partition("\n")[0]
    end = begin + len(line) + 1
    if line.startswith(("# ", "#\t")):
        words = line[1:].strip().rstrip("#").rstrip()
    elif under.rstrip() and not under.rstrip().strip("=") and line[:1].isalnum():
        words = line.strip()
        end += len(under) + 1
    else:
        return "", Edit(0, 0, "")
    end = min(end, len(text))
    return words, Edit(0, end + len(text[end:]) - len(text[end:].lstrip("\n")), "")
