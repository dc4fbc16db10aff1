"""In: a Report, its sentences and mentions. Out: the treaties, declarations and resolutions it names. No parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache

from aidememoire.find.names.instruments import instruments
from aidememoire.model import Mention, Report, Sentence, Span
from aidememoire.rules import load_toml

YEAR = r"(?:1[5-9]|20)\d\d"
REACH = 200  # mentions: how far back a noun may refer
BEFORE = 40  # characters before a name that tell whether it is only wished for
CAP = r"[A-Z][\w.&’'-]*"


def find_instruments(report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The instruments in the order of the text, with the words that refer back to one where it is certain which."""
    text = report.text
    spans = [s.span for s in sentences if s.part in ("body", "headline")]
    told = [span for span in spans if _told().search(text, span.start, span.end)]
    wishes = [(m.start(), m["noun"].lower()) for span in told for m in _within(_wish(), text, span)]
    wished = {noun for _, noun in wishes}
    found = [m for span in told for m in (*_named(text, span), *_described(text, span, wished))]
    named = _in_full(_without_overlap([*_of_tables(text, spans), *found]))
    back = (m for span in told for m in _back(text, span, named, wishes))
    return tuple(sorted((*named, *back), key=lambda m: m.span))


def _within(pattern: re.Pattern[str], text: str, span: Span) -> Iterator[re.Match[str]]:
    return pattern.finditer(text, span.start, span.end)


def _of_tables(text: str, spans: Sequence[Span]) -> Iterator[Mention]:
    starts = [s.start for s in spans]
    for span, name in instruments().find(text):
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and spans[at].holds(span):
            yield Mention(span, "instrument", name)


def _in_full(named: Sequence[Mention]) -> list[Mention]:
    """ "The joint declaration" is the only longer name that ends so, where one was given before."""
    whole: list[Mention] = []
    for mention in named:
        longer = list(dict.fromkeys(m.name for m in whole if m.name.endswith(" " + mention.name)))
        known = len(longer) == 1
        whole.append(Mention(mention.span, "instrument", longer[0], via="pronoun") if known else mention)
    return whole


def _without_overlap(found: Sequence[Mention]) -> list[Mention]:
    """The first and longest where several overlap."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _named(text: str, sentence: Span) -> Iterator[Mention]:
    for pattern in _forms():
        for match in _within(pattern, text, sentence):
            span = Span(match.start("name"), match.end("name"))
            words = " ".join(match["name"].split())
            if pattern.groupindex.get("council") or _is_name(words, text[max(0, span.start - BEFORE) : span.start]):
                yield Mention(span, "instrument", instruments().names.get(words.lower(), _canonical(match, words)))


def _described(text: str, sentence: Span, wished: Set[str]) -> Iterator[Mention]:
    """What has no proper name: "signed a border accord", "the non-proliferation treaty", "their joint statement"."""
    for match in _within(_plain(), text, sentence):
        words = " ".join(match["name"].split())
        before = text[max(0, match.start() - BEFORE) : match.start()].lower().replace("n't", " not").split()[-3:]
        if match["made"] is not None:
            fit = not _set("unmade").intersection(before)
        else:
            own = [w for w in words.lower().split()[:-1] if w not in _set("common")]
            fit = match["joint"] is not None or (bool(own) and words.split()[-1].lower() not in wished)
        if fit:
            yield Mention(Span(*match.span("name")), "instrument", _title_case(words))


def _is_name(words: str, before: str) -> bool:
    """Whether the words name one instrument: no wish before them, and something of its own in them."""
    table = load_toml("langs/en/instruments.toml")["forms"]
    last = before.split()[-1:] if before[-1:].isspace() else []
    parts = words.split()
    noun = parts[-1].lower()
    common = _nouns() | _set("inner")
    dated = any(re.fullmatch(YEAR, p) for p in parts)
    own = dated or any(p[0].isupper() and p.lower() not in common for p in parts)
    if not own or (last and last[0].lower() in table["wish"].split() and not re.match(YEAR, words)):
        return False
    return noun not in _set("weak") or dated or (bool(last) and last[0].lower() == "the")


def _canonical(match: re.Match[str], words: str) -> str:
    """Year first, then the words with capitals: "1956 Joint Declaration"."""
    groups = match.groupdict()
    if groups.get("council"):
        return f"UN Security Council Resolution {groups['number']}"
    if groups.get("after"):
        words = f"{groups['after']} {groups['short']}"
    return _title_case(words)


def _title_case(words: str) -> str:
    return " ".join(_title(w) for w in words.split())


def _title(word: str) -> str:
    small = word in ("of", "on", "the", "and", "for", "in", "to", "between", "with")
    return word if small else "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _back(text: str, sentence: Span, named: Sequence[Mention], wishes: Sequence[tuple[int, str]]) -> Iterator[Mention]:
    """The words that refer back to the only instrument of their kind named before, or to the one of the same year."""
    starts = [m.span.start for m in named]
    for match in _within(_referring(), text, sentence):
        span, noun = Span(match.start(), match.end()), match["noun"].lower()
        at = bisect_right(starts, span.end)
        if at and named[at - 1].span.meets(span):
            continue
        near = [m for m in named[max(0, at - REACH) : at] if _family(m.name, noun)]
        names = list(dict.fromkeys(m.name for m in near))
        if match["year"]:
            names = list(dict.fromkeys(m.name for m in named[: at + REACH] if m.name.startswith(match["year"])))
        elif match["inner"]:
            names = [n for n in names if match["inner"].lower() in n.lower()]
        if len(names) == 1 and (match["year"] or not _wished(near[-1].span.start, span.start, noun, wishes)):
            yield Mention(span, "instrument", names[0], via="pronoun")


def _wished(since: int, until: int, noun: str, wishes: Sequence[tuple[int, str]]) -> bool:
    """Whether one was wished for in between that the noun may mean."""
    first, last = bisect_right(wishes, (since, "")), bisect_right(wishes, (until, ""))
    return any(_rivals(word, noun) for _, word in wishes[first:last])


def _rivals(wished: str, noun: str) -> bool:
    """Whether "the deal" may be the one that was wished for."""
    return wished == noun or {wished, noun} <= _set("general")


@lru_cache(maxsize=4096)
def _family(name: str, noun: str) -> bool:
    """Whether this noun may mean the instrument of this name."""
    said = name.lower()
    wide = noun in _set("any") or (noun in _set("general") and any(w in said for w in _set("general_to")))
    return re.search(rf"\b{re.escape(noun)}\b", said) is not None or wide


@cache
def _set(name: str) -> frozenset[str]:
    words: str = load_toml("langs/en/instruments.toml")["forms"][name]
    return frozenset(w.replace("_", " ") for w in words.split())


@cache
def _nouns() -> frozenset[str]:
    return _set("nouns")


def _any(name: str) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(_set(name), key=lambda w: (-len(w), w)))


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Resolutions by number; a year or proper name before the noun; "Treaty of ..."; "the declaration of 1956"."""
    nouns = "|".join(f"{n[0].upper()}{n[1:]}|{n}" for n in _any("nouns").split("|"))
    heads = "|".join(f"{n[0].upper()}{n[1:]}" for n in _any("nouns").split("|"))
    not_names, inner = _any("not_names"), _any("inner")
    date = rf"(?:(?:{_any('months')})\s+(?:\d{{1,2}}(?:,\s+{YEAR})?|{YEAR}))"
    cap = rf"(?!(?:{not_names})\b){CAP}(?<!['’]s)(?<!\.\s)"
    small = rf"(?:{inner})(?=[\s-])"
    lead = rf"(?:{date}|{YEAR}|{cap})"
    middle = rf"(?:\s+(?:{cap}|{small}|and|[a-z]+-[a-z]+|on|of|the(?=\s+[A-Z]))){{0,6}}?"
    return (
        re.compile(
            r"\b(?P<name>(?:(?P<council>(?:U\.?N\.?|United\s+Nations|Security\s+Council)(?:\s+Security\s+Council)?)\s+)[Rr]esolutions?\s+(?P<number>\d+))"
        ),
        re.compile(r"\b(?P<name>(?P<council>[Rr]esolution)\s+(?P<number>\d{3,4}))\b"),
        re.compile(rf"\b(?P<name>{lead}{middle}\s+(?:{nouns}))\b(?!\s+[A-Z]\w+\s+(?:{nouns}))"),
        re.compile(
            rf"\b(?P<name>(?:{heads})\s+(?:of|on|for)\s+(?:the\s+)?{CAP}(?:\s+(?:(?:of|on|and|for)\s+(?:the\s+)?)?{CAP})*)(?<!['’]s)"
        ),
        re.compile(rf"\b[Tt]he\s+(?P<name>(?P<short>(?:{small}\s+)*(?:{nouns}))\s+(?:of|from)\s+(?P<after>{YEAR}))\b"),
    )


@cache
def _plain() -> re.Pattern[str]:
    """Signed or definite, and told by its matter alone."""
    mods = rf"(?:(?:{_any('inner')}|[a-z]+-[a-z]+)\s+)"
    noun = rf"(?:{_any('nouns')})"
    name = rf"(?:{mods}{{1,5}}{noun})"
    return re.compile(
        rf"\b(?:(?:{_any('made')})(?P<made>)\s+(?:an?|the|their|its)\s+(?:new\s+)?|(?:[Tt]he|[Tt]hat|[Tt]his)\s+(?:same\s+)?"
        rf"|(?:[Aa]|the|their|[Tt]heir|its|[Ii]ts)\s+(?P<joint>(?={_any('joint')})))(?P<name>(?(joint)(?:{_any('joint')})|{name}))\b(?!\s+talks)"
    )


@cache
def _referring() -> re.Pattern[str]:
    between = rf"(?:(?P<year>{YEAR})\s+)?(?:(?P<inner>{_any('inner')})\s+)?"
    return re.compile(rf"\b(?:the|this|that)\s+{between}(?P<noun>{_any('refers')})\b(?!\s+of\s)", re.I)


@cache
def _told() -> re.Pattern[str]:
    """A noun that some instrument is called by: sentences without one name none by form."""
    return re.compile(rf"\b(?:{_any('nouns')}|{_any('refers')}|{_any('joint')})\b", re.I)


@cache
def _wish() -> re.Pattern[str]:
    """A treaty that is wished for: what "the treaty" says later may be this one."""
    between = rf"(?:(?!{_any('nouns')})[\w-]+\s+){{0,3}}"
    return re.compile(rf"\b(?:{_any('wish')})\s+{between}(?P<noun>{_any('refers')})\b", re.I)
