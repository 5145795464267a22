"""Turns pictures into what readers get: measured, in several sizes and formats, and free of metadata.

Pure functions of bytes, around Pillow, which is imported only where there is a picture. Files are hostile until decoded.
"""

from sitegen.media.measure import is_picture, measure

__all__ = ["is_picture", "measure"]
