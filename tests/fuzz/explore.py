"""Coverage-guided fuzzing of what artfmt reads: ``pip install -e '.[fuzz]'``, then

    python tests/fuzz/explore.py TARGET [--minutes 60] [--corpus FOLDER]

Begins with the examples and cases, and keeps in the corpus each input that reached code of artfmt that none before it
did. Of what breaks a law or crashes, the smallest input of each kind (an error at a place) is kept in
``tests/fuzz/found/TARGET``, which the tests run again; so is what takes 20 seconds or 4 GB. Ends with 1 where anything
was found.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import re
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))
_MOST_SECONDS, _MOST_MEGABYTES, _MOST_BYTES = 20, 4096, 20_000


def explore(target: str, arguments: list[str]) -> None:
    """Fuzz in this process, which libFuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["artfmt"]):
        from fuzz.targets import TARGETS

        for name in _modules():
            __import__(name)
    holds, finds = TARGETS[target], _Finds(target)

    def tried(data: bytes) -> None:
        try:
            holds(data)
        except Exception as error:  # told and kept: one fault must not hide the next
            finds.keep(data, error)

    atheris.Setup([sys.argv[0], *arguments], tried)
    atheris.Fuzz()


class _Finds:
    """The smallest input of each kind of fault, as files."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._kinds: set[str] = set()

    def keep(self, data: bytes, error: Exception) -> None:
        """Keep an input if it is the first or the smallest of its kind."""
        places = [frame for frame in traceback.extract_tb(error.__traceback__) if "artfmt" in frame.filename]
        place = f"{Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
        message = re.sub(r"[\W\d]+", " ", str(error))[:60]
        kind = f"{type(error).__name__} {message} {place}"
        path = folder_of(self._target) / hashlib.sha1(kind.encode()).hexdigest()[:12]
        if kind not in self._kinds:
            at = f" (at {place})" if place else ""
            print(f"{path.relative_to(ROOT)}: {type(error).__name__}: {str(error)[:300]}{at}", flush=True)
            self._kinds.add(kind)
        if not path.exists() or path.stat().st_size > len(data):
            path.write_bytes(data)


def folder_of(target: str) -> Path:
    """Where the finds of a target are kept."""
    folder = HERE / "found" / target
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _modules() -> list[str]:
    """Every module of artfmt but the programs: those that are imported late would not be watched."""
    root = HERE.parents[1] / "src"
    files = [path.relative_to(root).with_suffix("") for path in (root / "artfmt").rglob("*.py")]
    skipped = {"__main__", "cli", "data", "ray", "spark"}
    return [".".join(path.parts) for path in sorted(files) if not skipped & {*path.parts}]


def found_by(target: str, minutes: float, corpus: Path) -> int:
    """Fuzz in processes of their own until the time is over, and go on after each that ends early; the finds."""
    from fuzz.targets import seeds

    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(target):
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    end = time.monotonic() + minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        words, report = Path(folder) / "words", Path(folder) / "report"
        words.write_text("".join(f'"{word}"\n' for word in _words()), encoding="ascii")
        limits = (f"-timeout={_MOST_SECONDS}", f"-rss_limit_mb={_MOST_MEGABYTES}", f"-max_len={_MOST_BYTES}")
        command = [sys.executable, __file__, target, "--in-process", *limits, f"-dict={words}"]
        command += [f"-artifact_prefix={folder_of(target)}/", "-print_final_stats=1"]
        told: list[str] = []
        while (left := int(end - time.monotonic())) > 0:
            print(f"{target}: {left} seconds to go, {len(list(corpus.iterdir()))} inputs in {corpus}", flush=True)
            with report.open("wb") as stream:
                run = subprocess.run(
                    [*command, f"-max_total_time={left}", str(corpus)],
                    stderr=stream,
                    stdout=subprocess.PIPE,
                    text=True,
                    check=False,
                )
            finds = [line for line in run.stdout.splitlines() if line]
            lines = report.read_text(encoding="utf-8", errors="replace").splitlines()
            if not finds and not any("INFO: Loaded" in line or "executed" in line or "ERROR" in line for line in lines):
                raise SystemExit("\n".join(["the fuzzer does not start:", *lines[-5:]]))
            finds += [line for line in lines if "ERROR" in line or "Test unit written" in line]
            told += finds
            print(*finds, *(line for line in lines if "executed" in line), sep="\n", flush=True)
    return len(told)


def _words() -> list[str]:
    """What means something in one format or another, as libFuzzer's dictionaries spell it."""
    from strategies import NASTY

    more = (
        "<p>",
        "<h1>",
        "<table><tr><td>",
        "<figure><img src=x>",
        "<sec>",
        "<title>",
        "headline: ",
        "By Ida Brandt\n",
    )
    encoded = [word.encode() for word in (*NASTY, *more)]
    return ["".join(f"\\x{byte:02x}" for byte in word) for word in encoded]


def main() -> int:
    from fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--corpus", type=Path, help="the inputs that reached something (tests/fuzz/corpus/TARGET)")
    asked = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        raise SystemExit("atheris is missing: pip install -e '.[fuzz]', with a Python before 3.14")
    corpus = asked.corpus or HERE / "corpus" / asked.target
    number = found_by(asked.target, asked.minutes, corpus)
    print(f"{asked.target}: {number} finds, {sum(1 for _ in corpus.iterdir())} inputs in {corpus}")
    return 1 if number else 0


if __name__ == "__main__":
    if "--in-process" in sys.argv:
        explore(sys.argv[1], sys.argv[3:])
    else:
        sys.exit(main())
