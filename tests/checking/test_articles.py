"""Which files of a repository are articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from artfmt.checking.articles import why_none
from cli_support import run
from conftest import ROOT

_STORY = "# Fares fall\n\nA single ticket will cost $2 from June, the board said on Monday.\n"
_DATA = '{"version": "1.0", "type": "article", "headline": "a", "body": [{"blocks": [{"type": "code", "text": "x"}]}]}'


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("README.md", _STORY),
        ("docs/readme.de.md", _STORY),
        ("CHANGELOG.md", _STORY),
        ("SECURITY.md", _STORY),
        (".github/pull.md", _STORY),
        ("LICENSE.txt", _STORY),
        ("dev-requirements.txt", "lxml>=5\n"),
        ("notes.txt", "lxml>=5\nclick==8.2\n"),
        ("content/_index.md", "---\ntitle: News\n---\n"),
        ("content/_index.es.md", "---\ntitle: News\n---\n"),
        ("about.md", "---\ntitle: About\nlayout: page\n---\n\nWe write.\n"),
        ("about.md", '+++\ntitle = "About"\ntype = "page"\n+++\n\nWe write.\n'),
        ("docker-compose.yml", 'version: "3"\nservices:\n  web:\n    image: a\n'),
        (".pre-commit-config.yaml", "repos:\n- repo: https://a.example\n"),
        ("tsconfig.json", '{"compilerOptions": {}}'),
        ("package.json", '{"name": "a", "version": "1.0.0", "type": "module"}'),
        ("sitemap.xml", '<?xml version="1.0"?><urlset></urlset>'),
        ("layouts/baseof.html", '<html><body>{{ block "main" . }}{{ end }}</body></html>'),
    ],
)
def test_what_is_no_article(path: str, content: str) -> None:
    assert why_none(path, content.encode())


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("posts/a.md", _STORY),
        ("security-breach-at-the-harbor.md", _STORY),
        ("history-of-the-quay.md", _STORY),
        ("news.md", _STORY),
        ("a.md", "---\ntitle: Fares fall\n---\n\nOne.\n"),
        ("a.txt", _STORY),
        ("a.json", _DATA),
        ("a.json", '{"type": "article", "headlin": "a", "body": []}'),
        ("a.yaml", "version: '1.1'\ntype: article\nheadlin: a\n"),
        ("post.json", '{"title": {"rendered": "a"}, "content": {"rendered": "<p>b</p>"}}'),
        ("a.xml", (ROOT / "examples" / "plain" / "article.xml").read_text(encoding="utf-8")),
        ("feed.xml", '<rss version="2.0"><channel><item><title>a</title></item></channel></rss>'),
        ("a.html", "<html><body><article><h1>a</h1><p>b {{ c }}</p></article></body></html>"),
    ],
)
def test_what_may_be_one(path: str, content: str) -> None:
    assert why_none(path, content.encode()) is None


@pytest.mark.parametrize(
    "example", sorted((ROOT / "examples").rglob("article.*")), ids=lambda path: str(path.parent.name)
)
def test_every_example_is_one(example: Path) -> None:
    assert why_none(str(example), example.read_bytes()) is None


def test_they_are_passed_over_with_a_line_and_no_finding(tmp_path: Path) -> None:
    (tmp_path / "tsconfig.json").write_text("{}", encoding="utf-8")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    (tmp_path / "a.md").write_text(_STORY, encoding="utf-8")
    done = run("check", "tsconfig.json", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "tsconfig.json: holds other data, and was passed over: --strict-inputs checks it" in done.stderr
    assert "passed over 1 file without an article: README.md" in done.stderr
    assert run("check", "--quiet", ".", cwd=tmp_path).stderr == ""
    assert run("check", "--strict-inputs", ".", cwd=tmp_path).returncode == 1


def test_what_the_configuration_names_is_an_article(tmp_path: Path) -> None:
    (tmp_path / ".artfmt.yaml").write_text("files: [README.md]\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# a\n\nHe said said the the fare.\n", encoding="utf-8")
    assert "repeated-word" in run("check", cwd=tmp_path).stdout


def test_rules_are_chosen_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{_STORY}\nThe the fare.  It  fell.\n\n![](a.png)\n", encoding="utf-8")

    def rules(*options: str) -> set[str]:
        lines = run("check", "--no-cache", *options, "a.md", cwd=tmp_path).stdout.splitlines()
        return {line.rpartition("(")[2].rstrip(")") for line in lines}

    assert rules() == {"repeated-word", "missing-alt", "double-space"}
    assert rules("--select", "missing-alt,repeated-word") == {"repeated-word", "missing-alt"}
    assert rules("--ignore", "missing-alt", "--ignore", "double-space") == {"repeated-word"}
    assert rules("--quiet") == {"repeated-word", "missing-alt"}
    assert rules("--preset", "none") == set()
    assert "missing-why-it-matters" in rules("--preset", "strict")
    unknown = run("check", "--select", "missing-altt", "a.md", cwd=tmp_path)
    assert (unknown.returncode, "did you mean" in unknown.stderr) == (2, True)


@pytest.mark.parametrize(("level", "status"), [("error", 0), ("warning", 1), ("suggestion", 1), ("never", 0)])
def test_the_gravity_that_fails_is_chosen(tmp_path: Path, level: str, status: int) -> None:
    (tmp_path / "a.md").write_text(f"{_STORY}\n![](a.png)\n", encoding="utf-8")
    assert run("check", "--fail-on", level, "a.md", cwd=tmp_path).returncode == status


def test_suggestions_of_a_kind_are_one_line_and_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(_STORY + "\nAsk [here](https://a.example/).\n" * 3, encoding="utf-8")
    done = run("check", "--statistics", "a.md", cwd=tmp_path)
    line, count = done.stdout.splitlines()
    assert line.endswith("; 2 more: lines 7, 9 (link-text-here)")
    assert count.split() == ["3", "link-text-here"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "---\ntitle: a\ndraft: true\n---\n\nOne.\n"),
        ("a.md", '+++\ntitle = "a"\nkind = "landing"\n+++\n\nOne.\n'),
        ("a.md", "---\ntitle: a\nkind: [post, landing]\n---\n\nOne.\n"),
        ("a.yaml", "version: '1.0'\ntype: article\nheadline: a\nbody: []\nextra: {draft: true}\n"),
    ],
)
def test_a_house_has_conditions(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / ".artfmt.yaml").write_text("ignore_if: {draft: true, kind: [page, landing]}\n")
    (tmp_path / name).write_text(text)
    (tmp_path / "b.md").write_text("---\ntitle: Fares fall\ndraft: false\n---\n\nOne.\n")
    done = run("check", "--no-cache", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "(ignore_if), and was passed over" in done.stderr
    assert run("check", "--no-cache", "b.md", cwd=tmp_path).stderr == ""


def test_findings_stand_in_the_order_of_the_files(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text("# Fares fall\n\nThe the boats.\n")
    lines = run("check", "--no-cache", ".", cwd=tmp_path).stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["a.md", "b.md", "b.md", "c.md", "c.md"]
