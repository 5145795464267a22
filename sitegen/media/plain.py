"""An opened picture -> the same pixels and nothing else: upright, in sRGB with 8 bits a channel, without any metadata."""

import io

from PIL import Image, ImageCms

from sitegen.media.opening import orientation

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_WITH_PROFILE = frozenset({"RGB", "RGBA", "CMYK"})


def plain(image: Image.Image) -> Image.Image:
    """Return the picture in mode L, RGB or RGBA."""
    image.load()
    turn = _TURNS.get(orientation(image))
    profile = image.info.get("icc_profile")
    pixels = _in_srgb(_simple(image), profile)
    if turn is not None:
        pixels = pixels.transpose(turn)
    pixels = pixels.copy() if pixels is image else pixels
    pixels.info.clear()
    return pixels


def _simple(image: Image.Image) -> Image.Image:
    """Return the picture in L, RGB or RGBA, or in CMYK, whose colours only a profile can tell well."""
    if image.mode.startswith(("I", "F")):  # 16 bits of grey: a plain conversion would cut off all that is bright
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in {"1", "L"}:
        return image.convert("L")
    return image if image.mode in _WITH_PROFILE else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert the colours; a profile that is damaged, or of other colours than the picture's, counts as none."""
    if profile and image.mode in _WITH_PROFILE:
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            source = ImageCms.getOpenProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB") if image.mode == "CMYK" else image
