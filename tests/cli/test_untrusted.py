"""What an input, a name or a folder may not do to whoever runs the command."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from cli_support import STORIES, run
from terminal import on_terminal

STORY = "---\nheadline: Fares fall\nlanguage: en\n---\n\nThe board  met on Monday, it said.\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [("check", "in"), ("convert", "in", "-t", "text", "--output-dir", "out"), ("batch", "in", "-o", "out.jsonl")],
    ids=lambda arguments: arguments[0],
)
def test_a_link_out_of_a_folder_is_not_followed(arguments: tuple[str, ...]) -> None:
    Path("secret.md").write_text(STORY.replace("Fares", "Secrets"))
    Path("in").mkdir()
    Path("in/a.md").write_text(STORY)
    Path("in/link.md").symlink_to("../secret.md")
    Path("in/within.md").symlink_to("a.md")
    done = run(*arguments)
    outputs = "".join(path.read_text() for path in Path().rglob("out*") if path.is_file())
    outputs += "".join(path.read_text() for path in Path().glob("out/*"))
    assert done.returncode == (1 if arguments[0] == "batch" else 2)
    assert "link.md" in done.stderr + outputs
    assert "link out of the folder" in done.stderr + outputs
    assert "Secrets" not in done.stdout + done.stderr + outputs
    assert arguments[0] == "check" or "Fares" in outputs


@pytest.mark.parametrize("arguments", [("check", "--fix"), ("convert", "-t", "text"), ("batch",)], ids=lambda it: it[0])
def test_a_pattern_finds_nothing_behind_a_linked_folder(arguments: tuple[str, ...]) -> None:
    Path("in").mkdir()
    Path("out").mkdir()
    Path("out/secret.md").write_text(STORY.replace("Fares", "Secrets"))
    Path("in/linked").symlink_to("../out")
    done = run(arguments[0], "in/*/*.md", *arguments[1:])
    assert done.returncode in (1, 2)
    assert "link out of the folder" in done.stdout + done.stderr
    assert "Secrets" not in done.stdout
    assert "board  met" in Path("out/secret.md").read_text()
    assert run("convert", "in/linked/secret.md", "-t", "text").returncode == 0


def test_a_link_that_is_named_is_read() -> None:
    Path("a.md").write_text(STORY)
    Path("in").mkdir()
    Path("in/link.md").symlink_to("../a.md")
    assert "Fares fall" in run("convert", "in/link.md", "-t", "text").stdout


def test_no_output_is_written_through_a_link() -> None:
    Path("paste.txt").write_text(STORIES)
    Path("out").mkdir()
    Path("out/paste-2.md").symlink_to("../nowhere.md")
    done = run("convert", "--all", "paste.txt", "-t", "markdown", "--output-dir", "out")
    assert done.returncode == 2
    assert "out/paste-2.md" in done.stderr
    assert not Path("nowhere.md").exists()
    Path("elsewhere.md").write_text("mine")
    Path("out/paste-2.md").unlink()
    Path("out/paste-2.md").symlink_to("../elsewhere.md")
    assert run("convert", "--all", "--force", "paste.txt", "-t", "markdown", "--output-dir", "out").returncode == 2
    assert Path("elsewhere.md").read_text() == "mine"


@pytest.mark.parametrize("command", [("check",), ("convert", "-t", "text"), ("batch", "-o", "out.jsonl")])
def test_a_named_pipe_does_not_hang(command: tuple[str, ...]) -> None:
    os.mkfifo("a.txt")
    done = run(command[0], "a.txt", *command[1:])
    assert done.returncode in (1, 2)
    assert "named pipe" in done.stderr + "".join(path.read_text() for path in Path().glob("out.jsonl"))


def test_what_a_shell_gives_as_a_pipe_is_read() -> None:
    command = f"{sys.executable} -m artfmt convert <(cat a.md) -f markdown -t text"
    Path("a.md").write_text(STORY)
    assert "Fares fall" in subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True).stdout


def test_a_file_with_two_names_is_mended_under_both() -> None:
    Path("a.md").write_text(STORY)
    os.link("a.md", "b.md")
    run("check", "--fix", "a.md")
    assert Path("a.md").read_text() == Path("b.md").read_text() == STORY.replace("board  met", "board met")
    assert [path.name for path in Path().iterdir() if path.name.startswith(".artfmt-")] == []


def test_what_a_killed_run_left_is_cleaned_in_the_end() -> None:
    stray, recent, other = Path(".artfmt-abcd_123.tmp"), Path(".artfmt-abcd_124.tmp"), Path(".artfmt-baseline.json")
    for path in (stray, recent, other):
        path.touch()
    for path in (stray, other):
        os.utime(path, (0, 0))
    Path("a.md").write_text(STORY)
    run("check", "--fix", "a.md")
    assert (stray.exists(), recent.exists(), other.exists()) == (False, True, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--diff", "a.md"),
        ("check", "a.md"),
        ("check", "--output-format", "github", "a.json"),
        ("check", "--fix", "-", "--stdin-filename", "a.md"),
        ("convert", "a.md", "-t", "text", "-v"),
        ("batch", "-q", "a.xml"),
        ("check", "gone\x1b[2J.md"),
    ],
    ids=" ".join,
)
def test_no_escape_reaches_a_terminal(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = STORY + "\nA  line\x1b]0;owned\x07 and \x9b31m more.<!-- \x1b[2J -->\n"
    Path("a.md").write_text(text)
    Path("a.json").write_text('{"headline":"H","body":[],"k\\u001b[2J\\u009b31m":1}')
    Path("a.xml").write_text('<article xmlns:x="\x9b31m"><x:a/></article>')
    sent = on_terminal(*arguments, given=text)
    assert sent
    assert not {"\x1b", "\x9b", "\x07"} & set(sent.decode(errors="replace"))


def test_no_line_of_a_diff_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    Path("a.md").write_text(STORY + "\n::add-mask::x\n\nTwo  spaces.\n")
    first, *lines, last = run("check", "--diff", "a.md").stdout.splitlines()
    assert first.startswith("::stop-commands::")
    assert last == f"::{first.removeprefix('::stop-commands::')}::"
    assert " ::add-mask::x" in lines


@pytest.mark.parametrize("command", [("check", "--output-format", "text"), ("convert", "-t", "text"), ("diff", "b.md")])
def test_no_notice_holds_a_command(command: tuple[str, ...]) -> None:
    Path("a.md").write_text("# H ##[add-mask]x\n\nA b.\n\n<script>##[add-mask]w</script>\n")
    Path("b.md").write_text("# H\n\nA b.\n")
    done = run(command[0], "a.md", *command[1:])
    told = done.stderr if command[0] == "convert" else done.stdout + done.stderr
    assert "#\\x23[add-mask]" in told
    assert "##[" not in told


def test_no_name_is_a_command() -> None:
    Path("::add-mask::x.md").write_text(STORY)
    assert run("check", "--output-format", "text", "::add-mask::x.md").stdout.startswith("./::add-mask::x.md:")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("crlf.md", STORY.replace("\n", "\r\n").encode()),
        ("separator.md", (STORY + "\nOne\u2028two  three.\n").encode()),
        ("no-end.md", STORY.rstrip("\n").encode()),
        ("mark.md", b"\xef\xbb\xbf" + STORY.encode()),
        ("cp1252.txt", "Fares fall in June\n\nThe board’s boats  sail on Monday, it said.\n".encode("windows-1252")),
        ("a b\u00e4\"c.md", STORY.encode()),
    ],
)  # fmt: skip
def test_a_diff_is_what_git_applies(name: str, content: bytes) -> None:
    Path("in").mkdir()
    path = Path("in", name)
    path.write_bytes(content)
    subprocess.run(["git", "init", "-q"], check=True)
    patch = subprocess.run([sys.executable, "-m", "artfmt", "check", "--diff", "in"], capture_output=True, check=False)
    assert patch.stdout
    subprocess.run(["git", "apply", "-"], input=patch.stdout, check=True)
    by_patch = path.read_bytes()
    path.write_bytes(content)
    run("check", "--fix", str(path))
    assert by_patch == path.read_bytes() != content


def test_what_a_full_disk_does_not_take_is_told() -> None:
    Path("a.md").write_text(STORY + "\nThe board met again.\n" * 5000)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    command = f"trap '' XFSZ; {sys.executable} -m artfmt convert -q a.md -t text > out.txt"
    done = subprocess.run(
        ["bash", "-c", command], preexec_fn=limit, env={**os.environ, "PYTHONUNBUFFERED": "1"}, check=False
    )
    assert Path("out.txt").stat().st_size == 30_000
    assert done.returncode == 2


def test_a_baseline_that_is_missing_is_told_though_nothing_is_found() -> None:
    Path("a.md").write_text(STORY.replace("  ", " "))
    done = run("check", "a.md", "--baseline", "gone.json")
    assert done.returncode == 2
    assert "gone.json" in done.stderr


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"---\nheadline: H\nauthors: [Ida]\n---\nx\n"])
def test_a_diff_tells_of_what_cannot_be_read(content: bytes) -> None:
    Path("a.md").write_bytes(content)
    done = run("check", "--diff", "a.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert "a.md:" in done.stderr
