"""In: a Report. Out: the dates, times, durations and sets that it tells, with TIMEX3 value and EDTF. No parser."""

from aidememoire.find.times.bounds import bounds
from aidememoire.find.times.prepositions import with_preposition
from aidememoire.find.times.reader import find_times

__all__ = ["bounds", "find_times", "with_preposition"]
