"""In: a dossier. Out: the brief in Markdown (CommonMark), each reference a link to its sentences at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aidememoire.export.dossier import Dossier
from aidememoire.export.paper import Line, Paper, Proof, make_paper, proofs

ABOUT = "The brief in Markdown, with the sentences behind every line"
SUFFIX = ".md"
MEDIA = "text/markdown; charset=utf-8"
STEERING = re.compile(r"[\\`*_{}\[\]<>#|!&~$^@]")  # what Markdown, tables or GitHub would obey; "@" names a user


def write(dossier: Dossier) -> Iterator[bytes]:
    """The brief, then entry by entry the sentences."""
    for line in _brief(make_paper(dossier)):
        yield f"{line}\n".encode()
    for number, proof in enumerate(proofs(dossier)):
        for line in ([] if number else ["", "## Sentences"]) + list(_proof(proof)):
            yield f"{line}\n".encode()


def escaped(text: str) -> str:
    """The text, of which nothing is an order to Markdown."""
    return STEERING.sub(r"\\\g<0>", text)


def _brief(paper: Paper) -> Iterator[str]:
    yield f"# {escaped(paper.title)}"
    for words in (*paper.standing, *paper.notes):
        yield from ("", f"_{escaped(words)}_")
    for part in paper.parts:
        yield from ("", f"## {escaped(part.title)}")
        for block in part.blocks:
            yield from ("", f"### {escaped(block.title)}") if block.title else ()
            yield ""
            for left, line in block.rows:
                yield f"- {f'**{escaped(left)}:** ' if left else ''}{_words(line)}"


def _words(line: Line) -> str:
    return "".join(f"[{escaped(text)}](#{reference})" if reference else escaped(text) for text, reference in line)


def _proof(proof: Proof) -> Iterator[str]:
    """Its heading is the reference alone, whose anchor every renderer makes alike."""
    yield from ("", f"### {proof.reference}", "")
    rejected = " (rejected)" if proof.rejected else ""
    yield f"**{escaped(proof.day)}:** {escaped(proof.words)}{rejected}"
    for quote in proof.quotes:
        link = f" <{quote.url}>" if quote.url else ""
        facts = (
            f"{escaped(quote.told)}; {escaped(quote.chain)}; confidence {quote.confidence}, rule {escaped(quote.rule)}"
        )
        yield from ("", f"> “{escaped(quote.sentence)}”", ">", f"> — {facts}{link}")
    for ruled in proof.rulings:
        yield from ("", f"Ruled: {escaped(ruled)}")
