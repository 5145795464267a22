"""Turns the view of a page into HTML: fills its bodies and lets the template write the page."""

from collections.abc import Collection, Sequence
from typing import Any

from jinja2 import Template, TemplateError

from sitegen.model.document import Body
from sitegen.model.views import BodyView, TemplateView
from sitegen.render.bodies import fill
from sitegen.render.faults import explain
from sitegen.render.metadata import describe

_MISTAKES = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a template can raise by a mistake of its own."""


def render_page(page: TemplateView, bodies: Sequence[Body], template: Template, paths: Collection[str]) -> bytes:
    """Render a page by its template.

    Beside the globals of its environment the template sees `page`, `bodies` (filled, in order), `metas` and `json_ld`.
    """
    views: tuple[BodyView, ...] = getattr(page, "bodies", ())
    filled: Any = tuple(fill(body, view) for body, view in zip(bodies, views, strict=True))
    metas, json_ld = describe(page, template.globals["site"])
    try:
        return template.render(page=page, bodies=filled, metas=metas, json_ld=json_ld).encode()
    except _MISTAKES as error:
        raise explain(error, paths) from error
