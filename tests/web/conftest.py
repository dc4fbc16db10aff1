"""The example reports as a record, served: to a client inside the process, and to a real browser."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

import aidememoire
from aidememoire.web.app import make_app
from aidememoire.web.settings import Settings
from visiting import open_site

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2022, 3, 23)
CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the example reports, read once; nobody writes to it."""
    path = tmp_path_factory.mktemp("web") / "examples.sqlite"
    reports = aidememoire.read(ROOT / "examples" / "japan-russia")
    aidememoire.merge((aidememoire.find(report) for report in reports), path)
    return path


@pytest.fixture
def record(examples: Path, tmp_path: Path) -> Path:
    """A copy of it to write to."""
    path = tmp_path / "record.sqlite"
    aidememoire.merge([], examples)  # what its log still holds is put into the file
    for part in examples.parent.glob("examples.sqlite*"):
        shutil.copy(part, tmp_path / part.name.replace("examples", "record"))
    return path


@pytest.fixture
def site(record: Path) -> TestClient:
    """The pages of the copy, without a socket."""
    return open_site(Settings(str(record), TODAY))


@pytest.fixture
def address(record: Path) -> Iterator[str]:
    """The pages of the copy, served on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(Settings(str(record), TODAY))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright; ended with its module, for no other event loop may run beside it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()
