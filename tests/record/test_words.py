"""Words that are looked for, found in any case, accent and script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.record.words import find_words, phrases, token_line, tokens

# What is looked for → the text, with what is found in brackets.
FOUND = [
    ("treaty", "A peace [treaty]; two treaties? No: [Treaty]-makers, [treatyless]."),
    ("peace treaty", "A [peace] [treaty]."),
    ("peace-treaty", "The [peace-treaty] talks on a [peace treaty]."),
    ("EU", "The [EU] and Europe."),
    ("UN", "Under the [UN], not the U.N."),
    ("1956", "In [1956], not 19560."),
    ("Sao", "[São] Tomé and [Sa\u0303o] Paulo."),
    ("são", "[Sao] Tomé"),
    ("путин", "Встреча [Путина] и Абэ."),
    ("ЕС", "[ЕС] и Европа, лес"),
    ("日本", "[日本]とロシア、全[日本]人"),
    ("本と", "日[本と]ロシア"),
    ("島", "四[島]の帰属、[島]々"),
    ("北方領土", "「[北方領土]」と北方と領土"),
    ("2018年", "[2018年]11月"),
    ("年2018", "昨[年2018]"),
    ("ﾛｼｱ", "[ロシア]"),
    ("STRASSE", "die [Straße]"),
    ('"treaty" OR NEAR(*)', "A treaty or nothing."),
    ("treaty", "A treat."),
    ("ロシ", "ロと人"),
]


@pytest.mark.parametrize(("asked", "drawn"), FOUND)
def test_words_are_found_where_drawn(asked: str, drawn: str) -> None:
    """Brackets mark what is found; where one word is missing nothing is."""
    if "[" not in drawn:
        assert find_words(drawn, phrases(asked.split())) is None
        return
    text = drawn.replace("[", "").replace("]", "")
    spans = find_words(text, phrases([asked]))
    assert spans is not None
    for span in reversed(spans):
        text = f"{text[: span.start]}[{span.of(text)}]{text[span.end :]}"
    assert text == drawn


@pytest.mark.parametrize("asked", ["", " ", '"', "%_*", "()", "-- ;"])
def test_signs_alone_find_nothing(asked: str) -> None:
    """What holds no letter and no digit is no word."""
    assert phrases([asked]) == ()
    assert find_words(asked, phrases([asked])) is None


def test_a_long_question_is_cut() -> None:
    """Ten thousand characters are some words, not an error."""
    assert len(phrases([" ".join(f"word{n}" for n in range(5000))])) == 32
    assert len(phrases(["a." * 5000])[0].pieces) == 32
    assert find_words("x" * 10_000, phrases(["x" * 10_000])) is not None


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_text_holds_its_own_words(before: str, text: str) -> None:
    """Every word of a text is found in it, and what is found lies inside."""
    whole = f"{before} {text}"
    wanted = phrases([text])
    spans = find_words(whole, wanted)
    assert (spans is not None) == bool(wanted)
    assert all(0 <= span.start < span.end <= len(whole) for span in spans or ())


@given(st.text(max_size=60))
def test_tokens_are_words_alone(text: str) -> None:
    """No token holds a blank or a sign that an index could take for an operator, and each stands in order."""
    found = tokens(text)
    assert all(char.isalnum() or ord(char) > 127 for token in found for char in token.text)
    assert [token.span for token in found] == sorted(token.span for token in found)


@given(st.text(st.characters(max_codepoint=127)))
def test_a_line_of_plain_words_holds_what_the_words_are(text: str) -> None:
    """The quick way for texts without other letters gives the same line."""
    assert token_line(text) == " ".join(token.text for token in tokens(text))
