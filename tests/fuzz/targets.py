"""What is fuzzed: for each target, bytes in, and what must hold for any of them; a broken law raises.

A target is a function of bytes alone, so that what the fuzzer found can be run again without it.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import yaml

from artfmt import ArtfmtError, ConfigError, Document, ReadError, Settings, fix, read, read_all, write
from artfmt.batch.inputs import Reading, items
from artfmt.checking.config import Config
from artfmt.checking.config_text import parse_config
from artfmt.checking.document import check_document
from artfmt.checking.formatting import formatted
from artfmt.formats.table import FORMATS
from artfmt.formats.yaml.reader import load_yaml
from artfmt.house.vale import rule_of
from artfmt.model.schema import is_valid

ROOT = Path(__file__).resolve().parents[2]
LOSSLESS = [row.name for row in FORMATS if row.lossless]
_STRICT = Settings(preset="strict")
_NAMING_FILES = frozenset(("extra_schema", "fields", "paths", "styles"))
_STORY = read(
    "# Fares fall\n\nThe the [ferry](https://a.example/) e.g. is *really* late.\n\n**Why it matters:** It is.\n"
)
_MOST_DOCUMENTS = 20  # of one container
_ACTIVE = ("script", "iframe", "object", "embed", "form", "style", "svg", "base", "meta")
_PASSIVE_SCHEMES = ("", "http", "https", "mailto", "tel")


class BrokenLawError(AssertionError):
    """Something that must hold for every input does not."""


def _hold(law: bool, message: str) -> None:
    if not law:
        raise BrokenLawError(message)


def reads(format: str, data: bytes) -> None:
    """A reader: an article that is valid, checked and written by every format that gives it back; or a ReadError."""
    try:
        documents = read_all(data, format)
    except ReadError as error:
        _hold(bool(error.message.strip()), "an error without words")
        return
    for document in documents:
        _holds_for(document)


def _holds_for(document: Document) -> None:
    article = document.article
    _hold(is_valid(article.to_dict()), "what was read is not valid")
    faults = check_document(document, _STRICT).faults
    _hold(not faults, "; ".join(faults))
    for name in LOSSLESS:
        written = write(article, name)
        _hold(read(written, name).article == article, f"{name} does not give the article back")
    write(article, "text")
    _hold_passive(write(article, "html", fragment=True))


def _hold_passive(fragment: str) -> None:
    for element in lxml.html.fragment_fromstring(fragment).iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        _hold(tag not in _ACTIVE, f"an active element: {tag}")
        for name, value in element.attrib.items():
            _hold(not name.startswith("on") and name != "style", f"an active attribute: {name}")
            if name in ("href", "src", "cite"):
                # As browsers do: white space and control characters within an address do not count.
                address = "".join(char for char in str(value) if char > " ")
                _hold(_scheme(address) in _PASSIVE_SCHEMES, f"an active address: {value!r}")


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def fixes(data: bytes) -> None:
    """``--fix``: what it writes is read, keeps every letter, and has nothing left that a second time would mend."""
    format = FORMATS[data[0] % len(FORMATS)].name if data else "text"
    try:
        once = fix(data[1:], _STRICT, format)
    except ReadError:
        return
    twice = fix(once.data, _STRICT, format)
    _hold(twice.data == once.data, "a second --fix changes what the first has left")
    letters = ["".join(char for char in text.casefold() if char.isalpha()) for text in (once.before, once.after)]
    _hold(format != "text" or letters[0] == letters[1], "a safe fix changes words")


def configures(data: bytes) -> None:
    """A configuration: one that works on any path, or a ConfigError with a place."""
    try:
        parsed = parse_config(data, ".artfmt.yaml")
    except ConfigError as error:
        _hold(str(error).startswith(".artfmt.yaml:"), f"an error that names no file: {error}")
        return
    config = Config(parsed, folder="/x", path="/x/.artfmt.yaml")
    try:
        for path in ("/x/a.md", "/x/b/c/d/e.md", "/x/" + "a" * 120 + ".md", "/y.md"):
            config.wants(path)
            config.ignores(path)
            config.settings_for(path)
    except ConfigError as error:  # a file that it names is not there
        _hold(bool(parsed.keys() & _NAMING_FILES), f"a configuration that is valid is refused later: {error}")
        return
    try:
        fix(b"Fares fall in June\n\nThe board will halve its fares.\n", config.settings_for("/x/a.md"), "text")
    except ConfigError as error:
        raise BrokenLawError(f"a configuration that is valid is refused later: {error}") from None


def formats_again(data: bytes) -> None:
    """``artfmt format``: the same article, and formatting it again changes nothing; or a reason."""
    format = LOSSLESS[data[0] % len(LOSSLESS)] if data else "markdown"
    try:
        text = formatted(data[1:], format=format)
        before = read(data[1:], format).article
    except ArtfmtError:
        return
    _hold(read(text, format).article == before, "formatting changes the article")
    _hold(formatted(text, format=format) == text, "formatting twice changes what formatting once has left")


def asks(data: bytes) -> None:
    """A rule of Vale: one that judges an article without an error of Python's, or a reason why it is not asked."""
    try:
        rule = rule_of("A.B", load_yaml(data.decode("utf-8", "replace"), "rule.yml"))
    except (ConfigError, ReadError):
        return
    faults = check_document(_STORY, Settings("none", house_rules=(rule,))).faults
    _hold(not [fault for fault in faults if "takes longer" not in fault], "; ".join(faults))


def runs(data: bytes) -> None:
    """Inputs of ``batch``, whose first byte says which: each of their documents comes, or a reason."""
    kinds: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
        (".jsonl", bytes),
        (".warc", bytes),
        (".jsonl.gz", partial(gzip.compress, compresslevel=1)),
        (".warc.gz", bytes),
        (".parquet", bytes),
        (".arrows", bytes),
        (".jsonl.zst", bytes),
    )
    suffix, packed = kinds[data[0] % len(kinds)] if data else kinds[0]
    path = os.path.join(tempfile.gettempdir(), f"artfmt-fuzz-{os.getpid()}{suffix}")
    with open(path, "wb") as file:
        file.write(packed(data[1:]))
    try:
        for index, item in enumerate(items([path], Reading(max_size=1 << 20))):
            document = item.document
            _hold(document.failure is None or bool(document.message), "a failure without words")
            if index > _MOST_DOCUMENTS:
                break
    except ArtfmtError:
        pass
    finally:
        os.unlink(path)


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{row.name: partial(reads, row.name) for row in FORMATS if row.reads},
    "fix": fixes,
    "format": formats_again,
    "vale": asks,
    "config": configures,
    "batch": runs,
}


def seeds(target: str) -> Iterator[bytes]:
    """What the fuzzer begins with: the examples and, where they are at hand, the cases of what failed."""
    cases = ROOT.parent / "shared" / "cases"
    folders = (ROOT / "examples", ROOT / "tests" / "formats" / "inbox", cases)
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    small = [path for path in files if path.stat().st_size < 20_000]
    if target == "config":
        yield b"preset: strict\nrules:\n  double-space: off\n  headline-too-long: {severity: error}\n"
        yield b"files: ['*.md']\nignore: [drafts/]\npaths:\n- {files: [a/**], preset: none}\nlabels: {Our bet: why}\n"
        yield b"fields: {section: [a, b], image.alt: required, desk: {form: '[a-z]+'}}\nlocked: [missing-alt]\n"
        yield b"terms: {e-mail: email, a b: {in: [body]}}\npatterns: {x: {find: '(?<=a)b', message: c, replace: d}}\n"
        yield from (path.read_bytes() for path in small if path.name.endswith("artfmt.yaml"))
    elif target == "vale":
        cases = yaml.safe_load((ROOT / "tests" / "house" / "vale.yaml").read_text(encoding="utf-8"))
        yield from (json.dumps(case["rule"]).encode() for case in cases)
    elif target == "batch":
        yield from (bytes([kind]) + data for kind, data in _containers())
    else:
        if target == "format":
            names = [path for path in small if path.suffix in (".md", ".json", ".yaml", ".xml", ".html")]
            yield from (bytes([index]) + path.read_bytes() for path in names for index in range(len(LOSSLESS)))
        for index, row in enumerate(FORMATS):
            head = bytes([index]) if target == "fix" else b""
            if target in ("fix", row.name):
                yield from (head + path.read_bytes() for path in small if path.suffix in row.suffixes)


def _containers() -> Iterator[tuple[int, bytes]]:
    lines = b'{"text":"Fares fall in June\\n\\nIt is.","url":"https://a.example/"}\n{"html":"<h1>a</h1>"}\n'
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<p>It is."
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
        b"WARC-Date: 2031-05-04T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(page), page)
    )
    yield from ((0, lines), (1, record * 2), (2, lines), (3, gzip.compress(record) * 2))
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        return
    table = pa.table({"text": ["Fares fall in June\n\nIt is."], "url": ["https://a.example/"]})
    stream = io.BytesIO()
    parquet.write_table(table, stream)
    yield 4, stream.getvalue()
    stream = io.BytesIO()
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    yield 5, stream.getvalue()
    yield 6, pa.compress(lines, codec="zstd", asbytes=True)
