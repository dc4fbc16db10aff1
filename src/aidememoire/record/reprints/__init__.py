"""In: reports. Out: which of them are copies, cuts, re-leads or blends of one text, whoever printed them.

`families(reports)` answers for a whole collection; the other names take one more report into those already kept.
What a store keeps for that, each worked out once:

    sketch   report  the report's id
             keys    bytes, at most 256: `sketch(report.text)`
    link     one, other        ids of two reports, one < other
             of_one, of_other  floats: the share of each that stands in the other (a `Link`)

An `Index` is filled from the kept sketches once; `Index.add(id, sketch)` gives the ids a new report may be a copy
of; `link` compares it with each of them, whose texts the store has; `group` gives the families of the reports that
the links reach. No step depends on the order in which reports came.
"""

from aidememoire.record.reprints.families import Link, families, group, link
from aidememoire.record.reprints.index import Index
from aidememoire.record.reprints.overlap import Print, make_print
from aidememoire.record.reprints.sketch import sketch

__all__ = ["Index", "Link", "Print", "families", "group", "link", "make_print", "sketch"]
