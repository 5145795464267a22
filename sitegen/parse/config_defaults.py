"""The vocabulary of a site whose config names none: its types and taxonomies, with English labels."""

from collections.abc import Mapping

TYPES: Mapping[str, tuple[str, str]] = {
    "commentary": ("Commentary", "Commentaries"),
    "brief": ("Policy brief", "Policy briefs"),
    "report": ("Report", "Reports"),
    "paper": ("Paper", "Papers"),
    "interview": ("Interview", "Interviews"),
    "podcast": ("Podcast", "Podcasts"),
    "video": ("Video", "Videos"),
    "event": ("Event", "Events"),
    "dataset": ("Dataset", "Datasets"),
    "in-the-news": ("In the news", "In the news"),
}
"""Label and plural of each class; a site's types are these unless it lists its own."""

TAXONOMIES: Mapping[str, tuple[str, str]] = {
    "tags": ("Tags", "Tag"),
    "regions": ("Regions", "Region"),
    "programs": ("Programs", "Program"),
    "series": ("Series", "Series"),
}
"""Label and singular of each taxonomy; a site's taxonomies are these unless it lists its own."""

ORDERED = frozenset({"series"})
