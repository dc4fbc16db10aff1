"""In: a report and its acts from a record. Out: its reading, whose layers are fetched when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable

from aidememoire.model import Act, Findings, Reading, Report


class KeptReading(Reading):
    """A reading that holds its report and acts; all else that stands in the report is fetched when asked for."""

    __slots__ = ("_fetch", "_found", "_report")

    def __init__(self, report: Report, acts: tuple[Act, ...], fetch: Callable[[Report], Findings]) -> None:
        for name, value in (("_report", report), ("acts", acts), ("_fetch", fetch), ("_found", None)):
            object.__setattr__(self, name, value)

    @property
    def findings(self) -> Findings:
        """What stands in the report."""
        found: Findings | None = object.__getattribute__(self, "_found")
        if found is None:
            fetch: Callable[[Report], Findings] = object.__getattribute__(self, "_fetch")
            found = fetch(self.report)
            object.__setattr__(self, "_found", found)
        return found

    @property
    def report(self) -> Report:
        """The report that was read."""
        found: Report = object.__getattribute__(self, "_report")
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and (self.findings, self.acts) == (other.findings, other.acts)

    def __hash__(self) -> int:
        return hash((self.findings, self.acts))
