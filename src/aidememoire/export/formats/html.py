"""In: a dossier. Out: one HTML file: no script, nothing fetched, readable offline, in the dark and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from aidememoire.export.dossier import Dossier
from aidememoire.export.paper import make_paper, proofs
from aidememoire.export.plain import plain
from aidememoire.rules import data_file, load_toml
from aidememoire.views.map import HEIGHT, WIDTH, draw

if TYPE_CHECKING:
    from jinja2 import Template

ABOUT = "One HTML file: the brief, a map, and every sentence marked; works offline, prints as a brief"
SUFFIX = ".html"
MEDIA = "text/html; charset=utf-8"
PAGE, STYLE = "templates/dossier.html", "templates/dossier.css"


def write(dossier: Dossier) -> Iterator[bytes]:
    """The page, piece by piece."""
    from markupsafe import Markup

    told: dict[str, Any] = {
        "paper": make_paper(dossier),
        "proofs": proofs(dossier),
        "style": Markup(data_file(STYLE).read_text("utf-8")),  # our own
        "map": draw(dossier.brief.places),
        "width": WIDTH,
        "height": HEIGHT,
        "roles": load_toml("langs/en/pages.toml")["role"],
    }
    for piece in _template().generate(told):
        yield piece.encode("utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    def safe(value: Any) -> Any:
        return plain_inside(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    world = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=safe)
    return world.from_string(data_file(PAGE).read_text("utf-8"))


def plain_inside(text: str) -> str:
    """Text as a page may hold it; the blanks at its ends, which part it from its neighbours, are kept."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    words = plain(text)
    return f"{' ' * before}{words}{' ' * after}" if words else " " * (before or after)
