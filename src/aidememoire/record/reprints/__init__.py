"""In: reports. Out: which of them are copies, cuts, re-leads or blends of one text, whoever printed them.

`families(reports)` answers for a whole collection; the other names take one more report into those already kept.
What a store keeps for that, each worked out once:

    key   key, report         the at most 64 numbers of `unpack(sketch(text))`, unsigned and below 2 ** 32, a row each
    link  one, other          ids of two reports, one < other
          of_one, of_other    floats: the share of each that stands in the other (a `Link`)

The reports that share enough keys with a new one (in memory, `Index.add(id, sketch)` says which) are each compared
with it by `link`, which needs both texts; `group` gives the families of the reports that links reach. No step
depends on the order in which reports came.
"""

from aidememoire.record.reprints.families import Link, families, group, link
from aidememoire.record.reprints.index import Index
from aidememoire.record.reprints.overlap import Print, make_print
from aidememoire.record.reprints.sketch import sketch, unpack

__all__ = ["Index", "Link", "Print", "families", "group", "link", "make_print", "sketch", "unpack"]
