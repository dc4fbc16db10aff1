"""In: a page's tree and address. Out: the day it declares as that of its publication, and its language, or None.

A date in the article is as likely the day of what it tells as the day it was written: only what is marked as the page's
own date counts, and only where the page does not contradict itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from aidememoire.read._clean import full_date
from aidememoire.rules import load_toml

ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")
IN_JSON = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{1,40})"')
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)")
DAY_FIRST = re.compile(r"(?<!\d)(\d\d?)(?:st|nd|rd|th)?\.? ([a-z]{3})[a-z]*\.?,? (\d{4})(?!\d)", re.IGNORECASE)
MONTH_FIRST = re.compile(r"\b([a-z]{3})[a-z]*\.? (\d\d?)(?:st|nd|rd|th)?,? (\d{4})(?!\d)", re.IGNORECASE)
LANGUAGE = re.compile(r"\s*([a-zA-Z]{2,3})(?=[-_\s]|$)")
LONGEST = 120  # an element with more letters holds more than a date


def page_date(tree: Any, address: str | None, where: str) -> dt.date | None:
    """The date of publication; raises ReadError where the page declares one that is none, such as 2018-02-30."""
    for value in _declared(tree):
        if found := ISO.match(value):
            return full_date(found[1], where)
        if day := _worded(value):
            return day
    if day := _in_address(address or ""):
        return day
    inside = [*tree.iterfind(".//article"), *tree.iterfind(".//main")]
    scope = inside[0] if inside else tree
    return _agreed(map(_stamped, scope.iterfind(".//time"))) or _agreed(map(_worded, _marked(scope)))


def page_language(tree: Any) -> str | None:
    """The language that the page declares, by its first part: "pt" of "pt-BR"."""
    found = LANGUAGE.match(tree.get("lang") or "")
    return found[1].lower() if found else None


def _declared(tree: Any) -> Iterator[str]:
    """What the page says in so many words: its linked data, its head, and the time of its article."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        yield from IN_JSON.findall(script.text or "")
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            metas.setdefault((meta.get(key) or "").lower(), meta.get("content"))
    yield from (metas[name] for name in load_toml("pages.toml")["meta"] if name in metas)
    for time in tree.iterfind(".//time[@datetime]"):
        if "pubdate" in time.attrib or (time.get("itemprop") or "").lower() == "datepublished":
            yield time.get("datetime")


def _in_address(address: str) -> dt.date | None:
    found = IN_ADDRESS.search(address)
    return _day(found[1], found[2], found[3]) if found else None


def _marked(scope: Any) -> Iterator[str]:
    """The texts of short elements whose class or id says that they hold a date."""
    marks = load_toml("pages.toml")["marks"]
    for element in scope.iter("span", "div", "p", "em", "i", "li", "td", "small"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if any(mark in name for mark in marks):
            text = " ".join("".join(element.itertext()).split())
            if len(text) <= LONGEST:
                yield text


def _stamped(time: Any) -> dt.date | None:
    """The day of a time element."""
    value = time.get("datetime") or "".join(time.itertext())
    found = ISO.match(value)
    return _day(*found[1].split("-")) if found else _worded(value[:LONGEST])


def _worded(text: str) -> dt.date | None:
    """The day in a text such as "Published: 15 November 2018"."""
    if found := DAY_FIRST.search(text):
        return _day(found[3], found[2], found[1])
    if found := MONTH_FIRST.search(text):
        return _day(found[3], found[1], found[2])
    found = ISO.search(text)
    return _day(*found[1].split("-")) if found else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    months = load_toml("pages.toml")["months"]
    number = months.index(month.lower()) + 1 if month.lower() in months else month
    try:
        return dt.date(int(year), int(number), int(day))
    except ValueError:
        return None


def _agreed(days: Iterator[dt.date | None]) -> dt.date | None:
    """The one day that all of them say."""
    found = {day for day in days if day}
    return found.pop() if len(found) == 1 else None
