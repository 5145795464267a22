"""Turns a house's own font files into small ones for the web, and into the style that has pages use them.

Pure: bytes and names in, bytes and text out. The library is loaded where there is a font to be read, and nowhere else.
"""

from sitegen.fonts.cut import cut
from sitegen.fonts.faces import Served, style_of
from sitegen.fonts.inspect import Font, Unusable, inspect
from sitegen.fonts.scripts import script_of

__all__ = ["Font", "Served", "Unusable", "cut", "inspect", "script_of", "style_of"]
