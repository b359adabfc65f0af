"""The files around an article: what is looked up, and that nothing outside of the repository is."""

from __future__ import annotations

from pathlib import Path

import pytest

from artfmt.checking.surroundings import Surroundings
from cli_support import run

POST = """\
# Port Alder halves ferry fares

[a](b.md) [c](gone.md) [d](b.md#the-fares) [e](b.md#the-boats) [f](/images/ferry.png) [g](/images/gone.png)
[h](https://a.example/gone.md) [i](about/) [j](#here) [k](../../secret.md) [l](b.md?x=1#top) [m]({{site}}/x.md)

![A ferry](pier%201.jpg)
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    for folder in (".git", "posts", "static/images"):
        (root / folder).mkdir(parents=True)
    (root / "posts" / "a.md").write_text(POST)
    (root / "posts" / "b.md").write_text("# Boats\n\n## The fares\n\nTickets will cost $2.\n")
    (root / "static" / "images" / "ferry.png").write_bytes(b"")
    (root / "posts" / "pier 1.jpg").write_bytes(b"")
    (tmp_path / "secret.md").write_text("# Secret\n\nOne.\n")
    return root


def test_links_to_files(repository: Path) -> None:
    (repository / ".artfmt.yaml").write_text("preset: none\nrules: {broken-link: on}\n")
    done = run("check", "posts/a.md", cwd=repository)
    assert [line.partition("warning: ")[2] for line in done.stdout.splitlines()] == [
        'no file is at "gone.md" (broken-link)',
        'nothing in "b.md" answers to "#the-boats" (broken-link)',
        'no file is at "/images/gone.png" (broken-link)',
    ]
    (repository / "posts" / "gone.md").write_text("# Here again\n\nOne.\n")
    assert "gone.md" not in run("check", "posts/a.md", cwd=repository).stdout


@pytest.mark.parametrize(
    "address", ["../../secret.md", "/../../secret.md", "..%2f..%2fsecret.md", "link.md", "//a/b.md", "x\0.md"]
)
def test_nothing_outside_is_looked_at(repository: Path, address: str) -> None:
    (repository / "posts" / "link.md").symlink_to("../../secret.md")
    around = Surroundings(str(repository / "posts" / "a.md"))
    assert around.is_there(address) is None
    assert around.places(address) is None


def _picture(path: Path, xmp: bytes = b"") -> None:
    image = pytest.importorskip("PIL.Image", reason="pip install '.[pictures]': Pillow writes the pictures")
    image.new("RGB", (8, 8)).save(path, "JPEG", xmp=xmp)


_XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" photoshop:Credit="Harbor Wire"
Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
<dc:creator><rdf:Seq><rdf:li>Pia Lund</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""


@pytest.mark.parametrize(
    ("credit", "told"),
    [
        (
            "Photo: Tomas Wirth",
            ['data credit "Harbor Wire", and the credit here is "Photo: Tomas Wirth"', "source_type"],
        ),
        ("Photo: Pia Lund", ["source_type"]),
        ("Photo: Lund/HARBOR WIRE", ["source_type"]),
    ],
)
def test_what_a_picture_says_of_itself(repository: Path, credit: str, told: list[str]) -> None:
    _picture(repository / "posts" / "ferry.jpg", _XMP)
    (repository / "posts" / "c.md").write_text(f"# Fares fall\n\n![A ferry](ferry.jpg)\n{credit}\n\nOne two.\n")
    done = run("check", "--select", "picture-credit", "posts/c.md", cwd=repository)
    lines = done.stdout.splitlines()
    assert len(lines) == len(told)
    assert all(some in line for some, line in zip(told, lines, strict=True))


def test_a_broken_picture_says_nothing(repository: Path) -> None:
    pytest.importorskip("PIL.Image", reason="pip install '.[pictures]'")
    for content in (b"", b"\xff\xd8\xff\xe1\xff\xff" + b"x" * 90, b"\x89PNG\r\n\x1a\n" + b"\0" * 40):
        (repository / "posts" / "pier 1.jpg").write_bytes(content)
        assert Surroundings(str(repository / "posts" / "a.md")).picture("pier%201.jpg") is None
