"""The pages in a real browser: the main paths walked, the keys, paper, and no barrier that axe can see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
PAIR = "party=Japan&party=Russia"
PAGES = [
    "/", f"/dossier?{PAIR}", "/dossier", f"/dossier/timeline?{PAIR}", "/dossier/calendar?today=2018-10-01",
    f"/dossier/positions?{PAIR}", "/dossier/commitments", "/dossier/instruments", "/dossier/map", "/dossier/sources",
    "/search?q=islands+treaty", "/reports", "/rulings", "/help", "/nowhere",
]  # fmt: skip


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Any]:
    """A tab on the served pages; at its end nothing was complained of, and no other machine was asked."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(address) else said.append(asked.url))
    yield page
    context.close()
    assert [line for line in said if "404" not in line and "400" not in line] == []


def _found_by_axe(page: Any) -> list[str]:
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = page.evaluate("rules => axe.run(document, rules)", rules)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_barrier_and_nothing_stands_out_of_the_page(tab: Any, scheme: str, width: int) -> None:
    """Every page, wide and narrow, light and dark: WCAG 2.2 AA and axe's best practice."""
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"/dossier/timeline?{PAIR}")
    entry, report = (
        tab.locator(f"main a[href^='/{kind}/']").nth(9).get_attribute("href") for kind in ("entry", "report")
    )
    found = {}
    for page in [*PAGES, entry, report]:
        tab.goto(page)
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found[page] = _found_by_axe(tab)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, page
    assert {page: barriers for page, barriers in found.items() if barriers} == {}


def test_the_main_path(tab: Any) -> None:
    """Search, filter, open an entry, follow it to its sentence and back, rule on it, take the ruling back."""
    tab.goto("/")
    tab.keyboard.press("/")
    tab.keyboard.type("accelerate negotiations")
    tab.keyboard.press("Enter")
    assert tab.locator("mark").first.inner_text().lower() in ("accelerate", "negotiations")
    tab.get_by_role("link", name="All of them, as a dossier").click()
    tab.locator("details.filters > summary").click()
    tab.locator("#f-kind").select_option("agree")
    tab.wait_for_url("**kind=agree**")
    tab.locator("a.line", has_text="accelerate negotiations").first.click()
    assert "agreed" in tab.locator("h1").inner_text()
    entry = tab.url
    tab.locator("article.statement header a").first.click()
    told = tab.locator(".told:target")
    assert "accelerate" in told.inner_text()
    told.locator("ul.acts a").first.click()
    assert tab.url.partition("?")[0] == entry.partition("?")[0]
    tab.get_by_label("Your name").first.fill("A. Name")
    tab.get_by_label("Reason").last.fill("seen in the treaty series")
    tab.get_by_role("button", name="Confirm").click()
    assert "confirmed by A. Name" in tab.locator(".history").inner_text()
    tab.locator(".undo input[name=by]").fill("A. Name")
    tab.locator(".undo input[name=reason]").fill("too early")
    tab.get_by_role("button", name="Undo").click()
    assert "taken back" in tab.locator(".history").inner_text()


def test_the_keys(tab: Any) -> None:
    """j and k go through the rows, o opens the source, e the forms, ? the help; what is typed in a field is text."""
    tab.goto(f"/dossier/timeline?{PAIR}")
    for key in "jjk":
        tab.keyboard.press(key)
    assert tab.locator("[data-row].at").count() == 1
    chosen = tab.locator("[data-row].at").get_attribute("data-source")
    tab.keyboard.press("?")
    tab.wait_for_selector("dialog[open]")
    assert tab.locator("dialog[open] kbd").count() > 5
    assert _found_by_axe(tab) == []
    tab.keyboard.press("Escape")
    tab.keyboard.press("o")
    tab.wait_for_url(f"**{chosen}")
    tab.go_back()
    tab.keyboard.press("j")
    tab.keyboard.press("e")
    tab.wait_for_url("**#rule")
    tab.locator("#find").fill("")
    tab.keyboard.type("jo?")
    assert tab.locator("#find").input_value() == "jo?"


def test_the_keys_can_be_turned_off(tab: Any) -> None:
    """Who speaks to the browser must not trip over single letters (WCAG 2.1.4)."""
    tab.goto("/help")
    tab.get_by_role("button", name="Turn the keys off").click()
    tab.goto(f"/dossier/timeline?{PAIR}")
    tab.keyboard.press("j")
    assert tab.locator("[data-row].at").count() == 0


def test_a_dossier_prints_as_a_brief_of_two_pages(tab: Any) -> None:
    """No navigation, no forms: where things stand, on at most two sheets of A4."""
    tab.goto(f"/dossier?{PAIR}")
    tab.emulate_media(media="print", color_scheme="light")
    assert not tab.locator("header.top").is_visible()
    assert tab.locator(".standing").is_visible()
    paper = tab.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2


def test_everything_can_be_read_without_a_script(browser: Any, address: str) -> None:
    """Filters, pages and rulings are plain links and forms."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/dossier")
    page.locator("#f-q").fill("road map")
    page.get_by_role("button", name="Show").click()
    assert "q=road+map" in page.url
    page.locator("a.line", has_text="road map").first.click()
    page.get_by_label("Your name").first.fill("A. Name")
    page.get_by_label("Reason").last.fill("no such map")
    page.get_by_role("button", name="Reject", exact=True).click()
    assert "rejected by A. Name" in page.locator(".history").inner_text()
    context.close()
