"""sitegen turns a think tank's publication, a folder of front-mattered Markdown, into a static site."""

__version__ = "0.1.0"
