"""The command itself, run as people run it: every way to use it, and every bad input that it must survive."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from artfmt.formats.table import FORMATS
from cli_support import STORIES, run
from conftest import GUARD, ROOT
from terminal import on_terminal

PLAIN = ROOT / "examples" / "plain" / "article.txt"
STORY = "Fares fall in June\n\nThe board will halve its fares, it said.\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _write(path: str, text: str | bytes = STORY) -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def _files() -> set[str]:
    return {str(path.relative_to(Path.cwd())) for path in Path.cwd().rglob("*") if path.is_file()}


def test_version() -> None:
    from artfmt import __version__

    assert run("--version").stdout == f"artfmt {__version__}\n"


@pytest.mark.parametrize("command", ["", "convert", "check", "validate", "diff", "schema", "formats", "rules", "init"])
def test_help_teaches_by_example(command: str) -> None:
    done = run(*filter(None, [command]), "--help")
    assert done.returncode == 0
    examples = [line for line in done.stdout.splitlines()[1:] if f"artfmt {command}" in line]
    assert examples
    assert done.stderr == ""


@pytest.mark.parametrize("to", ["json", "yaml", "markdown", "jats", "html"])
def test_convert_a_file_to_standard_output(to: str) -> None:
    suffix = {"markdown": "md", "jats": "xml"}.get(to, to)
    done = run("convert", str(PLAIN), "-t", to)
    assert done.returncode == 0
    assert done.stdout == PLAIN.with_suffix(f".{suffix}").read_text()
    assert (
        done.stderr == f'{PLAIN}:29:1: warning: left out "Go deeper": a leftover of the page, not of the article '
        "(leftover-widget)\n"
    )
    assert run("convert", str(PLAIN), "-t", to, "--quiet").stderr == ""
    assert "read-as" in run("convert", str(PLAIN), "-t", to, "--verbose").stderr


def test_convert_standard_input() -> None:
    text = PLAIN.read_text()
    for arguments in ((), ("-",)):
        assert run("convert", *arguments, "-t", "json", given=text).stdout == PLAIN.with_suffix(".json").read_text()
    back = PLAIN.with_suffix(".json").read_text()
    assert run("convert", "-t", "yaml", given=back).stdout == PLAIN.with_suffix(".yaml").read_text()


def test_convert_to_a_file() -> None:
    done = run("convert", str(PLAIN), "-t", "jats", "-o", "deep/er/story.xml", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert Path("deep/er/story.xml").read_text() == PLAIN.with_suffix(".xml").read_text()
    assert _files() == {"deep/er/story.xml"}


def test_convert_a_folder_keeps_its_tree() -> None:
    for path in ("in/a.txt", "in/sub/a.txt", "in/sub/b.json", "in/.hidden/c.txt", "in/.d.txt", "in/e.bin"):
        _write(path, PLAIN.with_suffix(".json").read_text() if path.endswith("json") else STORY)
    done = run("convert", "in", "-t", "markdown", "--output-dir", "out", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    assert {path for path in _files() if path.startswith("out")} == {"out/a.md", "out/sub/a.md", "out/sub/b.md"}


def test_convert_a_glob_keeps_the_tree_below_its_fixed_part() -> None:
    for path in ("in/a.txt", "in/sub/b.txt", "in/c.json"):
        _write(path)
    assert run("convert", "in/**/*.txt", "-t", "json", "--output-dir", "out").returncode == 0
    assert {path for path in _files() if path.startswith("out")} == {"out/a.json", "out/sub/b.json"}


def test_no_two_inputs_have_one_output() -> None:
    for path in ("a/x.txt", "b/x.txt", "c/y.txt"):
        _write(path)
    done = run("convert", "a/x.txt", "b/x.txt", "c/y.txt", "-t", "json", "--output-dir", "out")
    assert done.returncode == 2
    assert "b/x.txt" in done.stderr
    assert "a/x.txt" in done.stderr
    assert {path for path in _files() if path.startswith("out")} == {"out/x.json", "out/y.json"}


def test_no_output_leaves_the_output_folder() -> None:
    _write("in/up/x.txt")
    Path("elsewhere").mkdir()
    Path("out").mkdir()
    Path("out/up").symlink_to(Path("elsewhere").absolute())
    done = run("convert", "in", "-t", "json", "--output-dir", "out")
    assert done.returncode == 2
    assert "outside out" in done.stderr
    assert list(Path("elsewhere").iterdir()) == []
    _write("x.txt")
    assert run("convert", "../" + Path.cwd().name + "/x.txt", "-t", "json", "--output-dir", "out").returncode == 0
    assert Path("out/x.json").exists()


def test_check_reports_findings() -> None:
    done = run("check", str(PLAIN))
    assert done.returncode == 1
    assert (
        done.stdout == f'{PLAIN}:29:1: warning: left out "Go deeper": a leftover of the page, not of the article '
        "(leftover-widget)\n"
    )
    assert run("validate", str(PLAIN)).returncode == 0
    assert run("check", _write("clean.txt")).stdout == ""


def test_suggestions_do_not_fail() -> None:
    done = run("check", "-f", "text", given=STORY + "\nOur own label: Here.\n")
    assert done.returncode == 0
    assert done.stdout.startswith("-:5:1: suggestion: ")


def test_validate_reports_every_violation_with_its_place() -> None:
    data = json.loads(PLAIN.with_suffix(".json").read_text())
    data["headlin"] = data.pop("headline")
    path = _write("bad.json", json.dumps(data, indent=1))
    done = run("validate", path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        'bad.json:1:1: error: needs the field "headline" (missing-field)',
        f'bad.json:{len(json.dumps(data, indent=1).splitlines()) - 1}:2: error: unknown field "headlin": '
        'did you mean "headline"? (unknown-field)',
    ]


def _on_a_terminal(*arguments: str, **environment: str) -> str:
    return on_terminal(*arguments, **environment).decode().replace("\r\n", "\n")


def test_a_terminal_gets_the_line_and_a_caret() -> None:
    _write("bad.yaml", "version: '1.0'\ntype: article\nheadline: a\ndeck: 漢字\nbody: x\n")
    shown = _on_a_terminal("validate", "bad.yaml", NO_COLOR="1")
    assert shown == (
        'bad.yaml:5:7: error: "body" must be a list, not text (wrong-type)\n    body: x\n          ^\nartfmt: 1 error\n'
    )
    assert "\x1b[" in _on_a_terminal("validate", "bad.yaml", TERM="xterm")


def test_a_long_run_shows_its_progress_on_a_terminal() -> None:
    for number in range(60):
        _write(f"in/{number}.txt")
    assert "60/60" in _on_a_terminal("validate", "in")


def test_diff_says_what_differs_and_its_status_does() -> None:
    _write("a.txt")
    run("convert", "a.txt", "-t", "html", "-o", "a.html")
    same = run("diff", "a.txt", "a.html")
    assert (same.returncode, same.stdout) == (0, "")
    done = run("diff", "a.html", "b.txt")
    assert (done.returncode, done.stdout) == (2, "")
    _write("b.txt", STORY.replace("halve", "raise"))
    done = run("diff", "a.html", "b.txt")
    assert done.returncode == 1
    assert done.stdout.splitlines()[1:] == [
        "  - The board will halve its fares, it said.",
        "  + The board will raise its fares, it said.",
    ]
    (change,) = json.loads(run("diff", "a.html", "b.txt", "--output-format", "json").stdout)["changes"]
    assert (change["what"], change["pointer_before"]) == ("paragraph", "/body/0/blocks/0")


def test_a_fragment_is_the_article_alone() -> None:
    _write("a.txt")
    done = run("convert", "a.txt", "-t", "html", "--fragment")
    assert done.stdout.startswith('<article class="artfmt">')
    assert "<html" not in done.stdout


def test_no_output_is_another_input() -> None:
    _write("in/x.txt")
    run("convert", "in/x.txt", "-t", "yaml", "-o", "in/x.yaml")
    before = Path("in/x.yaml").read_bytes()
    done = run("convert", "in", "-t", "yaml", "--output-dir", "in", "--force")
    assert done.returncode == 2
    assert "is an input" in done.stderr
    assert Path("in/x.yaml").read_bytes() == before


def test_outputs_are_not_read_again() -> None:
    _write("x.txt")
    for _ in range(2):
        done = run("convert", ".", "-t", "yaml", "--output-dir", "out", "--force", "-q")
        assert (done.returncode, done.stderr) == (0, "")
    assert _files() == {"x.txt", "out/x.yaml"}


def test_a_dash_is_standard_output() -> None:
    _write("x.txt")
    assert run("convert", "x.txt", "-t", "json", "-o", "-").stdout.startswith("{")
    assert _files() == {"x.txt"}


def test_a_pipe_in_a_folder_is_passed_over() -> None:
    _write("in/a.txt")
    os.mkfifo("in/p.txt")
    assert run("check", "in").returncode == 0


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("check <&-", 0),  # the folder
        ("check a.txt >&-", 2),
        ("convert a.txt -t json >&-", 2),
        ("schema >&-", 2),
        ("check a.txt 2>&-", 0),
        ("convert missing.txt -t json 2>/dev/full", 2),
    ],
)
def test_closed_and_full_streams(command: str, status: int) -> None:
    _write("a.txt")
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m artfmt {command}"],
        capture_output=True,
        text=True,
        timeout=GUARD,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr


def test_schema_and_formats() -> None:
    assert json.loads(run("schema").stdout) == json.loads((ROOT / "schemas" / "article.schema.json").read_text())
    names = [line.split()[0] for line in run("formats").stdout.splitlines()[1:]]
    assert names == [row.name for row in FORMATS]


# What is given, how it is called, and what the sentence must name beside the file.
BAD_INPUTS: dict[str, tuple[str | bytes, str, str]] = {
    "empty": (b"", "a.txt", "no text"),
    "white space": (b" \n\t\n", "a.txt", "no text"),
    "empty JSON": (b"", "a.json", "empty"),
    "empty YAML": (b"# x", "a.yaml", "empty"),
    "binary": (bytes(range(256)) * 4, "a.txt", "binary"),
    "binary JSON": (bytes(range(256)) * 4, "a.json", "binary"),
    "50 MB on a line": (b"x" * 50_000_000, "a.txt", "no body"),
    "wrong encoding": ('{"a": "caf\u00e9"}'.encode("latin-1"), "a.json", "UTF-8"),
    "unknown suffix": (b"\x89PNG\r\n\x1a\n\0\0", "a.png", "is a picture"),
    "deep JSON": (b"[" * 100_000, "a.json", "nested"),
    "deep YAML": (b"[" * 100_000, "a.yaml", "nested"),
}


@pytest.mark.parametrize("name", BAD_INPUTS)
@pytest.mark.parametrize("command", ["convert", "check"])
def test_bad_input(name: str, command: str) -> None:
    data, path, words = BAD_INPUTS[name]
    _write(path, data)
    done = run(command, path, *(["-t", "jats", "-o", "out.xml"] if command == "convert" else ["--strict-inputs"]))
    told = done.stderr if done.stderr else done.stdout
    # Broken syntax at a known place is a finding of check, not a failure of it.
    assert done.returncode == (1 if done.stdout else 2)
    assert words in told
    assert told.removeprefix("artfmt: ").startswith(path)
    assert _files() == {path}


def test_syntax_errors_stop_convert_and_are_findings_of_check() -> None:
    path = _write("a.json", '{"a": 1,}')
    assert run("convert", path, "-t", "jats").returncode == 2
    done = run("check", path, "--strict-inputs")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("a.json:1:8: ")
    path = _write("b.json", '{"type": "article", "headline": "a",}')
    assert run("check", path).stdout.startswith("b.json:1:36: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["convert", "missing.txt", "-t", "jats"], "missing.txt: there is no such file"),
        (["convert", "*.nothing", "-t", "jats"], "*.nothing: no file matches"),
        (["check", "empty-folder"], "empty-folder: holds no file"),
        (["chek", "a.txt"], 'Did you mean "check"?'),
        (["convert", "a.txt", "-t", "markdwn"], 'did you mean "markdown"?'),
        (["convert", "a.txt", "-t", "odt"], 'there is no format "odt"'),
        (["convert", "a.txt", "-f", "odt", "-t", "json"], 'there is no format "odt"'),
        (["convert", "a.txt", "-t", "jats", "--fragment"], "jats has no fragments"),
        (["diff", "a.txt", "missing.txt"], "missing.txt: there is no such file"),
        (["diff", "-", "-"], "standard input"),
        (["convert", "a.txt", "a.txt", "b.txt", "-t", "json"], "--output-dir"),
        (["convert", "a.txt", "-t", "json", "-o", "x", "--output-dir", "y"], "exclude each other"),
        (["convert", "a.txt", "-t", "json", "-o", "b.txt"], "--force"),
        (["convert", "a.txt", "-t", "json", "-o", "a.txt", "--force"], "the input itself"),
        (["convert", "a.txt", "-t", "json", "-o", "link.txt", "--force"], "the input itself"),
        (["convert", "a.txt", "-t", "json", "-o", "empty-folder"], "is a folder"),
        (["convert", "a.txt", "-t", "json", "-o", "a.txt/x.json"], "a.txt"),
        (["convert", "a.txt", "-t", "json", "-o", "/dev/full"], "space"),
        (["convert", "/proc/self/mem", "-f", "text", "-t", "json"], "/proc/self/mem"),
        (["convert", "a.txt"], "--to"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments: list[str], words: str) -> None:
    _write("a.txt")
    _write("b.txt", "kept")
    Path("empty-folder").mkdir()
    Path("link.txt").symlink_to("a.txt")
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert _files() == {"a.txt", "b.txt", "link.txt"}
    assert Path("a.txt").read_text() == STORY
    assert Path("b.txt").read_text() == "kept"


def _as_anyone() -> None:
    """Take from root, if that is who we are, the right to read every file (capabilities(7))."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def test_an_unreadable_file() -> None:
    Path(_write("a.txt")).chmod(0)
    done = run("check", "a.txt", preexec_fn=_as_anyone)
    assert done.returncode == 2
    assert "permission denied" in done.stderr


def test_force_replaces_and_keeps_the_permissions() -> None:
    _write("a.txt")
    Path(_write("b.json", "old")).chmod(0o640)
    assert run("convert", "a.txt", "-t", "json", "-o", "b.json", "--force").returncode == 0
    assert json.loads(Path("b.json").read_text())["headline"] == "Fares fall in June"
    assert Path("b.json").stat().st_mode & 0o777 == 0o640


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_a_disk_that_fills_up_leaves_nothing_half_written() -> None:
    _write("a.txt")
    _write("b.json", "old")
    done = run("convert", "a.txt", "-t", "json", "-o", "b.json", "--force", preexec_fn=_small_files)
    assert done.returncode == 2
    assert "b.json" in done.stderr
    assert Path("b.json").read_text() == "old"
    assert _files() == {"a.txt", "b.json"}


def test_standard_output_on_a_full_disk() -> None:
    _write("a.txt")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "artfmt", "convert", "a.txt", "-t", "json"], stdout=full, stderr=-1, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "artfmt: cannot write the output: No space left on device\n"


def test_one_bad_file_does_not_stop_the_others() -> None:
    _write("in/a.txt")
    _write("in/b.json", "{")
    _write("in/c.yaml", "")
    _write("in/d.txt")
    done = run("convert", "in", "nowhere.txt", "-t", "markdown", "--output-dir", "out")
    assert done.returncode == 2
    assert [line.split(":")[1].strip() for line in done.stderr.splitlines()] == [
        "nowhere.txt",
        "in/b.json",
        "in/c.yaml",
    ]
    assert {path for path in _files() if path.startswith("out")} == {"out/a.md", "out/d.md"}


def test_strange_file_names() -> None:
    name = "a\nb\x1b[31m:%.txt"
    _write(name, STORY + "\nSubscribe\n")
    done = run("check", "./" + name)
    assert done.returncode == 1
    assert done.stdout.startswith("./a\\nb\\x1b[31m:%.txt:5:1: ")
    raw = os.fsdecode(b"\xff.txt")
    _write(raw, STORY + "\nSubscribe\n")
    assert run("check", raw).stdout.startswith("\\udcff.txt:5:1: ")


def test_a_socket_is_no_article() -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.sock")
        done = run("check", "a.sock")
    assert done.returncode == 2
    assert "a.sock" in done.stderr


def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m artfmt schema | head -1; exit ${{PIPESTATUS[1]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"{\n", b"")


def test_ctrl_c_is_quiet() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "artfmt", "convert", "-t", "json"], stdin=-1, stdout=-1, stderr=-1, text=True
    )
    assert process.stdin
    process.stdin.write("x" * 1_000_000)  # more than a pipe holds: it is reading
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=GUARD)
    assert (process.returncode, out, err.strip()) == (130, "", "")


def test_all_stories_of_a_paste(tmp_path: Path) -> None:
    paste = tmp_path / "paste.txt"
    paste.write_text(STORIES)
    one = run("convert", "paste.txt", "-t", "markdown", cwd=tmp_path)
    assert "Library lends boats" not in one.stdout
    assert 'paste.txt:11:1: warning: left out another story, "Library lends boats"' in one.stderr
    assert run("convert", "--all", "paste.txt", "-t", "markdown", cwd=tmp_path).returncode == 2
    done = run("convert", "--all", "paste.txt", "-t", "markdown", "--output-dir", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["paste-2.md", "paste.md"]
    assert "headline: Library lends boats" in (tmp_path / "out/paste-2.md").read_text()
    again = run("convert", "--all", "paste.txt", "-t", "markdown", "--output-dir", "out", cwd=tmp_path)
    assert (again.returncode, "--force" in again.stderr) == (2, True)


def test_a_further_story_replaces_no_other_output(tmp_path: Path) -> None:
    (tmp_path / "paste.txt").write_text(STORIES)
    (tmp_path / "paste-2.txt").write_text("Fog\n\nThere is fog on the sound.\n")
    done = run("convert", "--all", ".", "-t", "markdown", "--output-dir", "out", "--force", cwd=tmp_path)
    assert done.returncode == 2
    assert "headline: Fog" in (tmp_path / "out/paste-2.md").read_text()


def test_the_time_of_reading() -> None:
    text = "Fares fall in June\n\n3 hours ago - Transit\n\nThe board will halve its fares, it said.\n"
    done = run("convert", "-t", "yaml", "--at", "2031-05-04T10:00:00-04:00", "-", given=text)
    assert "published: '2031-05-04T07:00:00-04:00'" in done.stdout
    assert "dateline: 3 hours ago" in run("convert", "-t", "yaml", given=text).stdout
    for wrong in ("now", "2031-05-04T10:00:00"):
        refused = run("convert", "-t", "yaml", "--at", wrong, given=text)
        assert refused.returncode == 2
        assert "2031-05-04T16:15:00-04:00" in refused.stderr


def test_every_line_of_a_text_is_explained() -> None:
    done = run("convert", "-t", "markdown", "-q", "--explain", given=STORIES)
    told = [line for line in done.stderr.splitlines() if line.startswith("-:")]
    assert len([line for line in told if ": headline (" in line]) == 2
    (label,) = (line for line in told if line.startswith("-:7: label ("))
    assert "a known label +" in label
    assert "; else paragraph, by " in label
    assert (
        "says itself what each part is" in run("convert", "-t", "text", "--explain", "-q", given="# A\n\nB.\n").stderr
    )


def test_a_house_s_labels_count_when_reading(tmp_path: Path) -> None:
    (tmp_path / ".artfmt.yaml").write_text("labels:\n  Our bet: takeaway\n")
    (tmp_path / "story.txt").write_text("Fares fall\n\nThe board halves its fares.\n\nOur bet: It will do more.\n")
    assert "kind: takeaway" in run("convert", "story.txt", "-t", "yaml", cwd=tmp_path).stdout
    (tmp_path / ".artfmt.yaml").write_text("labels: [\n")
    broken = run("convert", "story.txt", "-t", "yaml", cwd=tmp_path)
    assert (broken.returncode, ".artfmt.yaml" in broken.stderr) == (2, True)


@pytest.mark.parametrize(
    "arguments", [("convert", "-t", "json", "--output-dir", "out"), ("check", "--fix"), ("validate",)]
)
def test_data_nested_deep_within_a_file_do_not_take_the_run_down(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.md").write_text("# Fares fall\n\nThe board met at at May.\n")
    (tmp_path / "b.md").write_text(f"# Fares fall\n\n<!-- artfmt:section {'[' * 5000} -->\n\nOne.\n")
    (tmp_path / "c.md").write_text("# Fares rise\n\nThe board met at at June.\n")
    done = run(*arguments, "a.md", "b.md", "c.md", cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr
    if arguments[0] == "convert":
        assert {path.name for path in (tmp_path / "out").iterdir()} == {"a.json", "b.json", "c.json"}
    if arguments[0] == "check":
        assert "c.md:3:15" in done.stdout
