"""In: a template's name and what it shows. Out: the page. Everything is escaped; nothing from a report is ever HTML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from aidememoire.record.entry import Entry
from aidememoire.rules import load_toml
from aidememoire.views.dates import date_words, day_words
from aidememoire.views.due import distance_words
from aidememoire.views.page import number_words, stand_words
from aidememoire.views.rulings import mark_words, ruling_line
from aidememoire.views.wording import (
    UNSEEN,
    clean,
    condition_words,
    deed_words,
    entry_words,
    kind_label,
    several_words,
    words_of_views,
)

TEMPLATES = Path(__file__).parent / "templates"


def ruling_word(action: str) -> str:
    """What was done: "confirmed"."""
    return str(words_of_views()["ruling"][action])


def role_word(role: str) -> str:
    """How a role is called where it is marked: "to whom"."""
    return str(load_toml("langs/en/pages.toml")["role"].get(role, role))


def _shown(value: object) -> object:
    """A value as any page shows it: text without the signs that no eye sees, such as one that turns a line."""
    return UNSEEN.sub(" ", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def field_text(entry: Entry, name: str) -> str:
    """A field as a form shows it, and as an edit is written."""
    value = getattr(entry, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, tuple) else value or ""


WORDING = (
    date_words, day_words, distance_words, number_words, stand_words, mark_words, ruling_line, clean, condition_words,
    deed_words, entry_words, kind_label, several_words, ruling_word, role_word, field_text,
)  # fmt: skip


@cache
def environment() -> Environment:
    """The templates, with the wording of `views/` as filters."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {wording.__name__: wording for wording in WORDING}
    return found


def page(request: Request, template: str, told: Mapping[str, Any], *, status: int = 200) -> Response:
    """A page. Middleware may leave `csrf` (a token for forms), `user` (a name) and `may_write` in the scope's state."""
    state = request.scope.get("state", {})
    settings = request.app.state.settings
    common = {
        "request": request,
        "path": request.url.path,
        "csrf": state.get("csrf"),
        "user": state.get("user"),
        "may_write": state.get("may_write", not settings.read_only),
        "words": "",
    }
    return HTMLResponse(environment().get_template(template).render(common | dict(told)), status_code=status)
