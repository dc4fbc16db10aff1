"""In: the tokens of a report and the dates told so far. Out: what a reader asks: values of words, tense, last date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aidememoire.find.times.points import SIZES, Point
from aidememoire.find.times.tense import CONTEXT, tense_of, tense_words
from aidememoire.find.times.tokens import Lexicon, Tokens, lexicon
from aidememoire.rules import load_toml

BESIDE = 3  # tokens between such a verb and the date, at most
FAR = 80  # tokens, or dates: what lies farther back is forgotten
AHEAD = 10  # years after publication that a year of two figures may lie
NEAR = 50  # tokens between a quarter and what is compared with it, at most
REACH = 25  # tokens looked at on either side for the verb that gives the tense


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a date means: TIMEX3 type and value, EDTF, and the calendar point where there is one."""

    type: str
    value: str | None
    edtf: str | None = None
    point: Point | None = None
    anchor: str = "absolute"


def ref_of(step: int) -> Meaning:
    """The past or the future, with no date."""
    return Meaning("DATE", "PAST_REF" if step < 0 else "FUTURE_REF", anchor="relative")


@dataclass(slots=True)
class Scene:
    """The report's tokens, its date, and the calendar points told up to here, each with the place it stands."""

    tokens: Tokens
    published: dt.date | None
    ends: frozenset[int] = frozenset()  # the last token of each sentence, where the sentences are known
    told: list[tuple[int, Point]] = field(default_factory=list)

    def last_told(self) -> Point | None:
        """The last calendar point told."""
        return self.told[-1][1] if self.told else None

    def told_as_fine(self, unit: str) -> Point | None:
        """The last point told that is no longer than such a unit: "the same day" is no day of "in 1956"."""
        sizes = SIZES[: SIZES.index(unit) + 1] if unit in SIZES else ()
        return next((told for _, told in reversed(self.told[-FAR:]) if told.unit in sizes), None)

    def told_here(self, start: int) -> Point | None:
        """The last calendar point told in the sentence of this place."""
        if self.told and self.same_sentence(self.told[-1][0], start):
            return self.told[-1][1]
        return None

    def quarter_near(self, start: int) -> Point | None:
        """The quarter reported so few tokens before this place that a comparison still means it."""
        return self._reported(told for at, told in self.told[-FAR:] if start - at <= NEAR)

    def last_quarter(self) -> Point | None:
        """The quarter that is reported, if any."""
        return self._reported(told for _, told in self.told[-FAR:])

    def _reported(self, points: Iterable[Point]) -> Point | None:
        """The latest quarter that is over: one told after it for comparison lies before it. Else the last one told."""
        quarters = [told for told in points if told.unit == "quarter"]
        over = [told for told in quarters if self.published is None or told.last() < self.published]
        return max(over, default=quarters[-1] if quarters else None)

    def tense_with_preposition(self, start: int, end: int) -> str | None:
        """The tense, where "until", "by" and "since" before the date say more than the verb does."""
        # "by the February deadline" is a time, "by the February pact" is not
        the = self.tokens.word(start - 1) == "the"
        named = the and (self.tokens.word(end) in tense_words().deadline or self.tokens.word(start - 2) == "since")
        place = start - 2 if named else start - 1
        said = tense_words().preposition.get(self.tokens.word(place))
        opens = place < 1 or self.stops(place - 1)  # "Until Thursday, they had …": only the verb tells
        return (
            said if said and (said == "past" or not opens) else self.tense_beside(start, end) or self.tense(start, end)
        )

    def tense_beside(self, start: int, end: int) -> str | None:
        """The tense of a verb right before the date ("came on Dec. 24") or right behind it ("on Sunday issued")."""
        for place in range(start - 1, max(start - 1 - BESIDE, -1), -1):
            if self.stops(place):
                break
            word = self.tokens.word(place)
            if found := self._tense_at(place, end):
                return found
            if word in tense_words().timetable and self._is_verb(place):
                return "future"
            if word not in tense_words().between and not word.endswith(tense_words().between_ending):
                break
        return tense_of(self.tokens.word(end), self.tokens.word(end + 1))

    def tense(self, start: int, end: int) -> str | None:
        """`past` or `future`, by the nearest verb before the date in its sentence, else the nearest after it."""
        opens = tense_words().joins
        if self.tokens.word(start - 1) in opens or self.tokens.word(start - 2) in opens:
            return self.tense_behind(end) or self.tense_before(start, REACH, end)
        return self.tense_before(start, REACH, end) or self.tense_behind(end)

    def tense_before(self, start: int, reach: int, end: int = 0) -> str | None:
        """The tense of the nearest verb before the date, so many tokens back at most."""
        for place in range(start - 1, max(start - 1 - reach, -1), -1):
            if self.stops(place):
                return None
            if found := self._tense_at(place, end):
                return found
        return None

    def tense_behind(self, end: int) -> str | None:
        """The tense of the nearest verb behind the date that stands in no clause between commas."""
        words, inside = self.tokens.words, False
        if self.tokens.word(end) in tense_words().that:
            return None
        for place in range(end, min(end + REACH, len(words))):
            if self.stops(place):
                return None
            if words[place] == ",":
                inside = not inside and self.tokens.word(place + 1) in tense_words().clause
            elif not inside and (found := self._tense_at(place, end, behind=True)):
                return found
        return None

    def _tense_at(self, place: int, end: int, behind: bool = False) -> str | None:
        """The tense of the word there, for the date that ends before `end`."""
        word, said = self.tokens.word, tense_words()
        found = tense_of(word(place), word(place + 1), word(place - 1), behind)
        if found == "future":
            if word(place - 1) in said.over_with and {word(place - 2), word(place - 3)} & said.over_after:
                return "past"  # "had been scheduled"
            if word(place) in said.weak and word(end + 1) == "s" and word(end) in lexicon().values["apos"]:
                return None
        return found

    def _is_verb(self, place: int) -> bool:
        """Whether a word of the timetable is the verb of its clause: "resume", but not "a rocky start"."""
        before, said = self.tokens.word(place - 1), tense_words()
        return before not in said.not_timetable_after and self.tokens.word(place - 2) not in said.noun_after

    def stops(self, place: int) -> bool:
        """Whether a clause ends at this token: a blank line, "; ! ?", or the end of a sentence."""
        word = self.tokens.words[place]
        if word in (";", "!", "?") or "\n" in word or place in self.ends:
            return True
        return not self.ends and word == "." and self._full_stop(place)

    def _full_stop(self, place: int) -> bool:
        """Where no sentences are given: a full stop before a capital letter, but none that closes an abbreviation."""
        tokens = self.tokens
        before, after = tokens.word(place - 1), tokens.starts[place + 1] if place + 1 < len(tokens.starts) else -1
        if len(before) < 2 or before in load_toml(CONTEXT)["abbreviations"]["words"]:
            return False
        return after < 0 or (after > tokens.ends[place] and not tokens.text[after].islower())

    def same_sentence(self, first: int, second: int) -> bool:
        """Whether no sentence ends between the two places."""
        return second - first <= FAR and not any(self.stops(place) for place in range(first, second))


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens a rule matched, by the names of its groups."""

    scene: Scene
    start: int
    end: int
    groups: dict[str, tuple[int, int]]

    def has(self, group: str) -> bool:
        """Whether the group took part in the match."""
        return group in self.groups

    def of(self, group: str) -> list[str]:
        """The words of a group; none where it took no part."""
        first, last = self.groups.get(group, (0, 0))
        return self.scene.tokens.words[first:last]

    def value(self, group: str, *classes: str) -> Any:
        """The value of the first word of the group that stands in one of these classes."""
        lex: Lexicon = lexicon()
        for word in self.of(group):
            for name in classes:
                if word in lex.values[name]:
                    return lex.values[name][word]
        return None

    def number(self, group: str) -> int:
        """The number that the group's digits spell ("3rd" is 3)."""
        word = self.of(group)[0]
        number = int("".join(c for c in word if c.isdigit()))
        if not word[0].isdigit():  # '89: of the hundred years up to a few after publication
            limit = (self.scene.published or dt.date(2000, 1, 1)).year + AHEAD
            number += (limit - number) // 100 * 100
        return number
