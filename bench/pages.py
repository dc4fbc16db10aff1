"""In: how many reports. Out: how long every page takes over so large a record, and its ratio to an empty page.

    python bench/pages.py --reports 100000 [--record FILE] [--repeat 7]

The reports are those of bench/record.py, put in a thousand at a time and never compared for reprints, which
bench/record.py measures. A record that an older release filled is worked out again by the store: fill a new one.
Pages are asked for inside this process: no socket, no browser. Every page is asked for once before it is timed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from itertools import islice
from pathlib import Path

from sqlalchemy import delete
from starlette.testclient import TestClient

from aidememoire.store import Query, Store, open_store
from aidememoire.store.tables import unlinked
from aidememoire.store.writing import write_reading
from aidememoire.web.app import make_app
from aidememoire.web.settings import Settings
from record import DAYS, FIRST, PLACES, SIDES, TREATIES, WORDS, readings

ALLOWED = 300  # milliseconds
AT_ONCE = 1_000
TODAY = FIRST + dt.timedelta(days=DAYS)


def fill(store: Store, count: int) -> None:
    """Puts reports in until the record holds so many."""
    held = store.counts().reports
    more = islice(readings(), held, None)
    while held < count:
        with store.begin() as link:
            for reading in islice(more, min(AT_ONCE, count - held)):
                write_reading(link, reading)
                held += 1
            link.execute(delete(unlinked))
        print(f"{held:,} reports", flush=True)
    store.settle()


def addresses(store: Store) -> dict[str, str]:
    """Every page, as somebody would ask for it."""
    one, other = SIDES[0], SIDES[1]
    pair = f"party={one}&party={other}".replace(" ", "+")
    entry = store.entries(Query(parties=(one, other)), 1).items[0]
    views = ("timeline", "calendar", "positions", "commitments", "instruments", "map", "sources")
    narrow = {
        "words": f"q={WORDS[0]}+{WORDS[5]}",
        "a place": f"place={PLACES[0]}".replace(" ", "+"),
        "an instrument": f"instrument={TREATIES[0]}".replace(" ", "+"),
    }
    return (
        {"record": "/", "reports": "/reports", "rulings": "/rulings", "help": "/help"}
        | {
            "search, common words": f"/search?q={WORDS[0]}+{WORDS[5]}",
            "search, a rare word": f"/search?q={WORDS[3000]}",
        }
        | {"entry": f"/entry/{entry.id}", "report": f"/report/{entry.acts[0].report}"}
        | {"dossier, two sides": f"/dossier?{pair}", "dossier, everything": "/dossier"}
        | {f"dossier, {name}": f"/dossier?{query}" for name, query in narrow.items()}
        | {f"{view}, two sides": f"/dossier/{view}?{pair}" for view in views}
        | {f"{view}, everything": f"/dossier/{view}" for view in views}
    )


def took(client: TestClient, address: str, repeat: int) -> tuple[float, float]:
    """The median and the longest time of a page, in milliseconds."""
    times = []
    for _ in range(repeat + 1):
        began = time.perf_counter()
        answer = client.get(address)
        times.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200, (address, answer.status_code)
    times = sorted(times[1:])
    return times[len(times) // 2], times[-1]


def main() -> None:
    """Reads the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=100_000)
    ask.add_argument("--record", help="A record to fill; without it one that is thrown away.")
    ask.add_argument("--repeat", type=int, default=7)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        name = given.record or str(Path(folder) / "pages.sqlite")
        with open_store(name, write=True) as store:
            fill(store, given.reports)
            print(store.counts())
            pages = addresses(store)
        client = TestClient(make_app(Settings(name, TODAY)), base_url="http://127.0.0.1:8765")
        empty, _ = took(client, "/help", given.repeat)
        slow = 0
        for title, address in pages.items():
            median, worst = took(client, address, given.repeat)
            slow += median > ALLOWED
            print(f"{title:32} median {median:7.1f} ms   worst {worst:7.1f} ms   {median / empty:5.1f} x an empty page")
        print(f"{slow} of {len(pages)} pages above {ALLOWED} ms")


if __name__ == "__main__":
    main()
