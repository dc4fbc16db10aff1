"""In: a word and its class. Out: its dictionary form, by endings and a table of irregular forms; lists of words."""

from __future__ import annotations

from functools import cache

from aidememoire.find.quotes.tags import base_verbs
from aidememoire.rules import load_toml

# stems of unknown verbs that end so take an e: "reiterat", "remov"
SILENT = ("v", "c", "u", "z", "g", "s", "at", "is", "ut", "ir", "ar", "ur")


@cache
def _irregular() -> dict[str, str]:
    table = load_toml("langs/en/quotes.toml")["irregular"]
    return {form: lemma for lemma, forms in table.items() for form in forms.split()}


@cache
def _known() -> frozenset[str]:
    return base_verbs() | words("speech") | words("quoting")


@cache
def lemma(word: str, tag: str) -> str:
    """The dictionary form of a verb or noun.

    >>> lemma("denied", "v"), lemma("urging", "g"), lemma("talks", "N")
    ('deny', 'urge', 'talk')
    """
    if tag in "BbX":
        return word
    if tag in "Zvng" and word in _irregular():
        return _irregular()[word]
    for ending, others in _endings(tag):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            for other in others:
                if tag == "N" or stem + other in _known():
                    return stem + other
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in _known():
                return stem[:-1]
            return stem + (others[-1] if stem.endswith(SILENT) else others[0])
    return word


def _endings(tag: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if tag == "N":
        return (("ies", ("y",)), ("sses", ("ss",)), ("ss", ("ss",)), ("us", ("us",)), ("is", ("is",)), ("s", ("",)))
    if tag == "Z":
        return (("ies", ("y",)), ("es", ("e", "")), ("s", ("",)))
    if tag == "g":
        return (("ing", ("", "e")),)
    return (("ied", ("y",)), ("ed", ("", "e")))


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of `langs/en/quotes.toml`."""
    listed: str = load_toml("langs/en/quotes.toml")[name]
    return frozenset(listed.split())
