"""In: the mentions of a report, one by one. Out: whom a word that refers back means; None where that is not certain."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from aidememoire.find.names import Person
from aidememoire.find.names.given import of_women
from aidememoire.find.names.tables import at_date, tables
from aidememoire.find.scenes import Scene, beside, quoted, titled_women, words_of
from aidememoire.model import Mention, Report, Sentence, Span
from aidememoire.rules import load_toml

REACH = 3  # how many sentences back a pronoun may look
GROUP_REACH = 8
NEAR = 60  # characters between two names that "and" joins
POSSESSIVE = ("'s", "’s", "'", "’", "-")


class Stage:
    """Who has been named so far: asked at each word that refers back, told of each mention."""

    def __init__(self, report: Report, persons: Sequence[Person], mentions: Sequence[Mention]) -> None:
        self.text, self.day = report.text, report.published
        self.persons = {p.name: p for p in persons}
        self.scenes: list[Scene] = []
        self.added: list[Mention] = []
        self.titled = titled_women(report.text)
        self.women: dict[str, bool] = {}  # by name: asked often, and costly
        self.times: Counter[str] = Counter()
        self.total = Counter(m.actors[0] for m in mentions if _acts(m))
        self.quotes = quoted(report.text)

    def today(self, actor: str) -> str:
        """The state that stood in this one's place when the report was published."""
        return at_date(actor, self.day) if self.day else actor

    def open(self, sentence: Sentence) -> None:
        """A new sentence begins."""
        self.scenes.append(Scene(sentence.span.start))

    def enter(self, mention: Mention) -> None:
        """A mention comes by."""
        scene = self.scenes[-1]
        before, after = beside(self.text, mention.span)
        pair = self._pair(scene, mention, before)
        scene.mentions.append(mention)
        if _acts(mention) and mention.via not in ("pronoun", "group"):
            self.times[mention.actors[0]] += 1
        if mention.kind not in ("actor", "person", "source"):
            return
        if pair is not None or mention.via == "group" or (mention.via == "pronoun" and len(mention.actors) > 1):
            scene.plural = pair or mention
        subject = mention.via != "demonym" and before not in words_of("before") and after not in POSSESSIVE
        if subject and after in words_of("speech"):
            scene.speaker = scene.speaker or mention
        if subject and scene.subject is None:
            scene.subject = mention

    def _pair(self, scene: Scene, mention: Mention, before: str) -> Mention | None:
        """This mention and the one before it where "and" joins them."""
        last = next((m for m in reversed(scene.mentions) if m.kind != "outlet"), None)
        if before != "and" or last is None or mention.span.start - last.span.end > NEAR:
            return None
        if not (last.actors and mention.actors):
            return None
        if last.actors == mention.actors or "demonym" in (last.via, mention.via) or last.kind != mention.kind:
            return None
        actors, persons = last.actors + mention.actors, last.persons + mention.persons
        return Mention(mention.span, mention.kind, "", actors, persons, "group")

    def singular(self, span: Span, kind: str) -> Mention | None:
        """Whom "he" or "she" means: the speaker or subject of this sentence so far, else of the ones just before."""
        if self._inside(span.start):
            return None
        for back, scene in enumerate(reversed(self.scenes[-REACH:])):
            found = scene.speaker or scene.subject if back else scene.subject
            persons = [m for m in scene.mentions if m.kind == "person"]
            if found is None and len({m.name for m in persons}) == 1:
                found = persons[0]  # "Holm's office said he ..."
            if found is not None and (back or found.kind != "actor" or found.via == "office"):
                return self._he(span, self._of_sex(found, persons, kind), kind)
            if persons and back:
                return None
        return None

    def _of_sex(self, found: Mention, persons: Sequence[Mention], kind: str) -> Mention:
        """The one found; where the sex does not fit, the only other person of that sentence whose sex does."""
        if len(found.persons) != 1 or self._woman(found.persons[0]) == (kind == "she"):
            return found
        fit = {m.name: m for m in persons if self._woman(m.name) == (kind == "she")}
        return next(iter(fit.values())) if len(fit) == 1 else found

    def _he(self, span: Span, found: Mention, kind: str) -> Mention | None:
        one = len(found.persons) == 1
        person = found.kind in ("person", "source") or found.via == "office"
        if not person or (found.persons and not one):
            return None
        if one and self._woman(found.persons[0]) != (kind == "she"):
            return None
        name = found.persons[0] if one else found.name
        return Mention(span, "person" if one else found.kind, name, found.actors, found.persons, "pronoun")

    def _woman(self, name: str) -> bool:
        if name not in self.women:
            self.women[name] = self._is_woman(name)
        return self.women[name]

    def _is_woman(self, name: str) -> bool:
        table = load_toml("langs/en/coreference.toml")["pronouns"]
        person = self.persons.get(name)
        offices = " ".join(person.offices).split() if person else []
        words = table["woman_words"].split()
        titled = name.split()[-1] in self.titled or name.split()[0] in self.titled
        given = {name.split()[0], (person.known if person else name).split(" ")[0]}
        return not given.isdisjoint(of_women()) or titled or any(w in words for w in offices)

    def plural(self, span: Span) -> Mention | None:
        """Whom "they" means: two joined by "and", or a group, in this sentence or the one before."""
        if self._inside(span.start):
            return None
        for scene in reversed(self.scenes[-2:]):
            if scene.plural is not None:
                found = scene.plural
                return Mention(span, "actor", " and ".join(found.actors), found.actors, found.persons, "pronoun")
            if scene.subject is not None:
                return None
        return None

    def thing(self, span: Span) -> Mention | None:
        """Which state or organisation "it" means: the subject of this sentence, else of the one before."""
        if self._inside(span.start):
            return None
        for back, scene in enumerate(reversed(self.scenes[-2:])):
            found = scene.subject
            if found is not None and not back and self._rival(scene, found):
                return None
            if found is not None:
                one = found.kind == "actor" and len(found.actors) == 1
                fit = one and found.via in ("name", "metonym", "learned", "pronoun")
                return Mention(span, "actor", found.name, found.actors, (), "pronoun") if fit else None
        return None

    def _rival(self, scene: Scene, subject: Mention) -> bool:
        """Whether "its" may be another's: one that stands later in the sentence, after no preposition."""
        others = (m for m in scene.mentions if m.kind == "actor" and m.via in ("name", "metonym", "learned"))
        return any(
            m.actors != subject.actors
            and m.span > subject.span
            and beside(self.text, m.span)[0] not in words_of("before")
            for m in others
        )

    def group(self, span: Span, size: int, head: str | None, *, certain: bool) -> Mention | None:
        """Whom "the two leaders" means: those named together last, or oftenest; None where others may be meant."""
        names, persons = self._together(size, head)
        if not names or (not certain and len(self._main(size)) != size):
            return None
        return Mention(span, "actor", " and ".join(names), names, persons, "group")

    def _together(self, size: int, head: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        wants_persons = head is None or head in words_of("persons")
        if wants_persons:
            for scene in reversed(self.scenes[-GROUP_REACH:]):
                named = dict.fromkeys((m.persons[0], m.actors) for m in scene.mentions if len(m.persons) == 1)
                fit = {p: a for p, a in named if a and self._has_office(p, head)}
                if len(fit) == size and len(set(fit.values())) == size:
                    return tuple(a[0] for a in fit.values()), tuple(fit)
                if len(fit) > size:
                    break
        if wants_persons and head not in (None, "leaders") and size > 2:
            return (), ()
        actors = self._states(size, states_only=head in ("countries", "nations", "states", "governments", "capitals"))
        return actors, self._leaders(actors, head) if wants_persons and head else ()

    def _states(self, size: int, *, states_only: bool) -> tuple[str, ...]:
        main = self._main(size)
        for scene in reversed(self.scenes[-GROUP_REACH:]):
            named = tuple(dict.fromkeys(a for m in scene.mentions if self._in_play(m) for a in m.actors))
            if states_only:
                named = tuple(a for a in named if a in tables().states)
            if len(named) == size:
                return named
            if len(named) > size:
                return main if set(main) <= set(named) else ()
        return main

    def _in_play(self, mention: Mention) -> bool:
        """Whether this may be one of "the two sides": it acts, and is no place ("in Rome"), whole or passing name."""
        if mention.kind == "outlet" or not mention.actors or mention.via == "demonym":
            return False
        whole = mention.name in load_toml("langs/en/coreference.toml")["wholes"]
        placed = mention.via in ("name", "metonym") and beside(self.text, mention.span)[0] in words_of("at")
        return not whole and not placed and (mention.via != "learned" or self.total[mention.actors[0]] > 1)

    def _main(self, size: int) -> tuple[str, ...]:
        """Those named clearly oftenest so far."""
        first = self.times.most_common(size + 1)
        if len(first) < size or (len(first) > size and first[size][1] * 2 > first[size - 1][1]):
            return ()
        return tuple(name for name, _ in first[:size])

    def _has_office(self, name: str, head: str | None) -> bool:
        person = self.persons.get(name)
        if head is None or head in ("leaders", "men", "women", "politicians", "statesmen"):
            return True
        if person is not None and "counterpart" in person.offices:
            return True
        return person is not None and any(o.endswith((head, head[:-1])) for o in person.offices)

    def _leaders(self, actors: tuple[str, ...], head: str) -> tuple[str, ...]:
        """The one person named so far for each of these; nobody where one has none or several."""
        found = []
        for actor in actors:
            theirs = [m for s in self.scenes for m in s.mentions if m.actors == (actor,)]
            named = {p for m in theirs for p in m.persons if self._has_office(p, head)}
            if len(named) != 1:
                return ()
            found += sorted(named)
        return tuple(found)

    def body(self, span: Span, word: str) -> Mention | None:
        """Which organisation "the bloc" means, which state "the kingdom": the only one of its kind just before."""
        table = load_toml("langs/en/coreference.toml")["bodies"]
        kingdoms = table["kingdom"].split("; ")
        outside = table["never"].split("; ") if word in table["organisation"].split() else []
        scenes = ([a for m in s.mentions for a in m.actors if a not in outside] for s in reversed(self.scenes[-REACH:]))
        states = word == "kingdom" or word in table["state"].split()
        named = next((dict.fromkeys(s) for s in scenes if any((a in tables().states) == states for a in s)), {})
        if word == "kingdom":
            fit = [a for a in named if a in kingdoms]
        elif word in table["state"].split():
            fit = [a for a in named if a in tables().states]
        else:
            wholes = load_toml("langs/en/coreference.toml")["wholes"]
            fit = [a for a in named if a not in tables().states and a not in wholes]
        if word in table["named"].split():
            fit = [a for a in fit if word[:6] in a.lower() or self._called(a, word)]
        return Mention(span, "actor", fit[0], (fit[0],), (), "group") if len(fit) == 1 else None

    def _called(self, actor: str, word: str) -> bool:
        """Whether the report just called this one so: the Security Council is "the council"."""
        near = (m for scene in self.scenes[-REACH:] for m in scene.mentions if m.actors == (actor,))
        return any(m.span.of(self.text).lower().endswith(word) for m in near)

    def office(self, span: Span, office: str) -> Mention | None:
        """Whom "the president" means: the last one named of that office; None where two are in play close by."""
        after = self.text[span.end : span.end + 2]
        if len(after) > 1 and after[1].isupper():
            return None
        fit: dict[tuple[str, ...], Mention] = {}
        for scene in reversed(self.scenes[-GROUP_REACH:]):
            for mention in reversed(scene.mentions):
                if self._holds(mention, office):
                    fit.setdefault(mention.persons or mention.actors, mention)
            if fit:
                break
        if len(fit) != 1:
            return None
        found = next(iter(fit.values()))
        kind, name = ("person", found.persons[0]) if found.persons else ("actor", found.name)
        return Mention(span, kind, name, found.actors, found.persons, "office")

    def _holds(self, mention: Mention, office: str) -> bool:
        if len(mention.persons) == 1:
            person = self.persons.get(mention.persons[0])
            return person is not None and any(o == office or o.endswith(" " + office) for o in person.offices)
        said = mention.span.of(self.text).lower()
        return mention.via == "office" and mention.kind == "actor" and f" {office}" in f" {said}"

    def _inside(self, at: int) -> bool:
        """Whether this stands inside quotation marks, where "he" is somebody else's word."""
        last = bisect_right(self.quotes, (at, len(self.text))) - 1
        return last >= 0 and at < self.quotes[last][1]


def _acts(mention: Mention) -> bool:
    return len(mention.actors) == 1 and mention.kind in ("actor", "person") and mention.via != "demonym"


def plural_head(parts: Sequence[str]) -> str:
    """The noun of a group, with "foreign" and the like before it."""
    two = " ".join(parts[-2:])
    return two if two in words_of("persons") else parts[-1]
