"""In: words. Out: the sentences that hold them all, the words marked, and entries that are about them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aidememoire.store import Query
from aidememoire.views.annotated import pieces
from aidememoire.views.part import part_with
from aidememoire.web.asked import asked
from aidememoire.web.opened import record_of
from aidememoire.web.render import page

ON_A_PAGE = 20
SOME = 6
FOUND = "found"  # the role of a word that was looked for


def show(request: Request) -> Response:
    """The hits of a page."""
    wanted = asked(request)
    query = Query(words=wanted.query.words, sure=wanted.query.sure)
    with record_of(request) as store:
        hits = store.search(query.words, ON_A_PAGE, wanted.after)
        first = store.entries(query, SOME, newest=True).items if query.words and wanted.after is None else ()
        part = part_with(store, first, query, wanted.today)
    rows = [(hit, pieces(hit.report.text, hit.sentence, [(FOUND, span) for span in hit.found])) for hit in hits.items]
    told = {"asked": wanted, "hits": rows, "next": hits.after, "entries": part.entries, "marks": part.marks}
    return page(request, "search.html", told | {"words": " ".join(query.words)})


ROUTES = [Route("/search", show)]
