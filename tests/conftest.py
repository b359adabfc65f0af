"""What all tests share: golden files that ``pytest --accept`` rewrites, and where the judges lie."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
GUARD = 600.0  # seconds: only what would never end comes to it, however slow the machine
T = TypeVar("T")

_ON_CI = bool(os.environ.get("CI"))
_ASKED = os.environ.get("ARTFMT_EXAMPLES")
settings.register_profile(
    "default",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=100 if _ON_CI else 50,
    # A change is judged by what it changes, not by luck: chance looks for faults on desks and in the weekly long run.
    derandomize=_ON_CI and not _ASKED,
)
settings.load_profile("default")
# For the laws that the project stands on: 1,000 examples under CI, and as many as ARTFMT_EXAMPLES asks in a long run.
LAW = settings(max_examples=int(_ASKED or (1000 if _ON_CI else 50)))


# What a CI or a user sets, which changes what the command does.
_TOLD = (
    *("GITHUB_ACTIONS", "GITHUB_BASE_REF", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY"),
    *("CI_PROJECT_DIR", "CI_MERGE_REQUEST_DIFF_BASE_SHA"),
)


@pytest.fixture(autouse=True)
def _as_on_a_desk(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No CI, and a cache of this run's own."""
    for name in _TOLD:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ARTFMT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))


def pytest_configure() -> None:
    """Ctrl-C is what it is in a shell, also where whoever started the tests ignores it; bytecode is kept.

    The suite starts hundreds of processes: without bytecode each compiles all of artfmt, and all takes twice as long.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files and generated pages")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write it there under --accept."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{path} is missing; run pytest --accept and read the diff"
        assert text == path.read_text(encoding="utf-8"), f"{path} is stale; run pytest --accept and read the diff"

    return compare


def until(happened: Callable[[], T]) -> T:
    """What a question gives once that is true; it is asked again and again."""
    end = time.monotonic() + GUARD
    while not (answer := happened()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)
    return answer


def lacking(what: str) -> NoReturn:
    """Skip a test for what the machine lacks; under CI, which installs everything, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"needs {what}")


def chromium() -> str:
    """The browser that looks at pages."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        lacking("chromium: apt-get install chromium")
    return found


def shared(path: str) -> Path:
    """A file or folder that lies beside the project."""
    found = SHARED / path
    if not found.exists():
        lacking(f"../shared/{path} beside the project")
    return found
