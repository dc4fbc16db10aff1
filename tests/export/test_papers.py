"""Markdown, Word and HTML, read back by libraries that render or parse them."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import replace

import docx
import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aidememoire.export.formats.html import plain_inside
from aidememoire.export.formats.markdown import escaped
from aidememoire.export.plain import web_address
from aidememoire.views.page import brief_sections
from exporting import STAR, story, written
from making import make_report

SPACE = "{http://www.w3.org/1999/xhtml}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def shown(text: str) -> str:
    """Rendered HTML as text."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def references() -> set[str]:
    """The references of all that has sentences."""
    whole = story()
    return {row.reference for row in (*whole.rows, *whole.rejected, *whole.beside)}


def test_markdown_says_what_the_brief_says_and_nothing_it_must_not() -> None:
    """Every part and sentence is there; markup in a report's words is text, and links lead to headings of the page."""
    page = MarkdownIt("commonmark").render(written("markdown").decode("utf-8"))
    text = shown(page)
    assert all(section.title in text for section in brief_sections(story().brief))
    assert all(row.first.sentence in text for row in story().rows if row.entry.kind != "propose")
    assert "[x](javascript:alert(2))" in text
    assert "<script" not in page
    links = set(re.findall(r'href="([^"]*)"', page))
    assert {link[1:] for link in links if link.startswith("#")} == references()
    assert {link for link in links if not link.startswith("#")} == {html.escape(STAR)}
    assert {name for name in re.findall(r"<h3>(\w+)</h3>", page) if name in references()} == references()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1))
def test_escaped_markdown_is_the_text_again(text: str) -> None:
    """Inside a line, whatever the words are, the reader sees them and nothing else."""
    page = MarkdownIt("commonmark").render(f"- **1945:** {escaped(text)}")
    assert shown(page).strip() == f"1945: {text}"


def test_word_has_headings_sentences_and_links_that_lead_somewhere() -> None:
    """python-docx reads the parts; every link leads to a bookmark, and every sentence stands there."""
    read = docx.Document(io.BytesIO(written("docx")))
    text = "\n".join(paragraph.text for paragraph in read.paragraphs)
    heads = [p.text for p in read.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads == [*(section.title for section in brief_sections(story().brief)), "Sentences"]
    assert all(row.first.sentence in text for row in story().rows if row.entry.kind != "propose")
    assert "🕊 محادثات" in text
    assert read.element.body[-1].tag == f"{WORD}sectPr"  # Word takes a file for damaged where it stands elsewhere
    links = {found.get(f"{WORD}anchor") for found in read.element.iter(f"{WORD}hyperlink")}
    marks = [found.get(f"{WORD}name") for found in read.element.iter(f"{WORD}bookmarkStart")]
    assert links <= set(marks)
    assert sorted(marks) == sorted(f"ref_{reference}" for reference in references())


def test_word_tells_the_day_of_the_record_and_no_hour_of_writing() -> None:
    """The file's properties are of the day the record is seen from; no part of it has another time."""
    read = docx.Document(io.BytesIO(written("docx")))
    assert (read.core_properties.created, read.core_properties.author) == (
        read.core_properties.modified,
        "aidememoire",
    )
    assert str(read.core_properties.created)[:10] == "2019-02-01"
    with zipfile.ZipFile(io.BytesIO(written("docx"))) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def parsed() -> object:
    """The page, by a parser that forgives nothing."""
    return html5lib.HTMLParser(strict=True).parse(written("html").decode("utf-8"))


def test_html_is_one_sound_file_that_fetches_nothing() -> None:
    """No script, no style sheet, picture or frame from elsewhere; a policy that would forbid them."""
    page = parsed()
    tags = {element.tag.removeprefix(SPACE) for element in page.iter() if isinstance(element.tag, str)}  # type: ignore[attr-defined]
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    text = written("html").decode("utf-8")
    assert "default-src 'none'" in text
    assert "url(" not in text
    assert "@import" not in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_links_of_html_lead_to_its_own_places_or_to_the_web() -> None:
    """Every reference is the id of one article; an address that a click could run is no link."""
    page = parsed()
    ids = [e.get("id") for e in page.iter() if e.get("id")]  # type: ignore[attr-defined]
    assert len(ids) == len(set(ids))
    assert references() <= set(ids)
    links = {e.get("href") for e in page.iter(f"{SPACE}a")}  # type: ignore[attr-defined]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert {link for link in links if not link.startswith("#")} == {STAR}


def test_odd_words_are_words_in_html() -> None:
    """Markup and script of a report are shown as its words; roles in a sentence have their names."""
    page = parsed()
    text = "".join(page.itertext())  # type: ignore[attr-defined]
    assert "<script>alert(1)</script>" in text
    assert "🕊 محادثات" in text
    assert not set(text) & set("\x00\x07\u202e\u2028")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/><script>alert(1)</script>", "https://a.example/%3E%3Cscript%3Ealert(1)%3C/script%3E"),
        ('http://a.example/"onclick="x`y\\z', "http://a.example/%22onclick=%22x%60y%5Cz"),
        ("HTTPS://a.example/\n\x00ü", "HTTPS://a.example/%0A%00%C3%BC"),
        (" javascript:alert(1)", None),
        ("data:text/html,x", None),
        (None, None),
    ],
)
def test_an_address_cannot_break_out_of_its_link(url: str | None, link: str | None) -> None:
    """Only addresses of the web are links, and no character of theirs means anything to a page."""
    assert web_address(replace(make_report("A."), url=url)) == link


def test_the_map_gives_no_side_the_name() -> None:
    """A point has a number, and the number the names of all sides."""
    text = " ".join("".join(parsed().itertext()).split())  # type: ignore[attr-defined]
    assert "1: Kunashir (Russia), Kunashiri (Japan)." in text


@settings(max_examples=50)
@given(st.text())
def test_pieces_of_a_sentence_stay_apart(text: str) -> None:
    """The blanks that part a piece from its neighbours are kept, as one blank each."""
    found = plain_inside(text)
    assert found.startswith(" ") is bool(text[:1].isspace() or (found.strip() == "" and found != ""))
    assert "  " not in found.strip()


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_papers_come_piece_by_piece(form: str) -> None:
    """The sentences are not all worked out before the first line is written."""
    from aidememoire.export.registry import find_format

    assert sum(1 for _ in find_format(form).write(story())) > len(story().rows)
