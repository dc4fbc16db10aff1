"""In: a report's id. Out: its text with every finding marked, sentences and rows leading to each other."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aidememoire.errors import UsageError
from aidememoire.store import Query
from aidememoire.views.annotated import paragraphs
from aidememoire.views.part import part_with
from aidememoire.web.asked import asked
from aidememoire.web.opened import record_of
from aidememoire.web.render import page

MOST = 400  # entries of one report
ON_A_PAGE = 50


def show(request: Request) -> Response:
    """One report."""
    reference, today = request.path_params["reference"], asked(request).today
    with record_of(request) as store:
        found = store.reports_beginning(reference, 2)
        if len(found) != 1:
            what = "may be any of several reports" if found else "no report has this reference"
            raise UsageError(reference, what, "Take one from the list of reports.")
        reading = store.reading(found[0].id)
        assert reading is not None
        query = Query(report=reading.report.id)
        part = part_with(store, store.entries(query, MOST).items, query, max(today, reading.report.published or today))
    entries = part.ruled.everything.entries
    rejected = {act.id for entry in part.ruled.rejected for act in entry.acts}
    told = {"reading": reading, "report": reading.report, "paragraphs": paragraphs(reading, entries)}
    return page(request, "report.html", told | {"rejected": rejected, "marks": part.marks})


def reports(request: Request) -> Response:
    """The reports, the newest first."""
    after = asked(request).after
    with record_of(request) as store:
        found = store.reports(ON_A_PAGE, after)
    return page(request, "reports.html", {"reports": found.items, "next": found.after, "first": after is None})


ROUTES = [Route("/reports", reports), Route("/report/{reference}", show)]
