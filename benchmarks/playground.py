"""Builds the playground, a folder that any server of files can serve: ``docs/playground`` and all that it loads.

    python benchmarks/playground.py FOLDER [--compiled WHEELS]

Pyodide comes from npm; artfmt and what it needs are unpacked from wheels that run everywhere into one archive. The
three packages that are compiled are those of Pyodide's own distribution, checked against the digests that Pyodide
states; with ``--compiled``, the wheels of that folder stand in for them (``tests/judges/compiled_for_pyodide.sh`` makes
them). The page then loads nothing from anywhere else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PYODIDE, PYTHON = "0.29.5", "3.13"
COMPILED = ("lxml", "pyyaml", "rpds-py")
_DISTRIBUTION = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full/"
_CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
OUT_OF_REACH = 3  # exit status where Pyodide's distribution cannot be reached
# For jsonschema-rs jsonschema stands in where it is not there.
_NOT_PACKED = frozenset(("artfmt", "jsonschema-rs", *COMPILED))


def build(folder: Path, compiled: Path | None) -> list[tuple[str, int]]:
    """Build the playground into a folder, and tell what the page loads: each part and its bytes."""
    shutil.copytree(ROOT / "docs" / "playground", folder, dirs_exist_ok=True)
    runtime = folder / "runtime"
    shutil.rmtree(runtime, ignore_errors=True)
    runtime.mkdir()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        lock = _core(work, runtime)
        names = [_compiled(lock, package, compiled, runtime) for package in COMPILED]
        sizes = _packages(work, runtime / "packages.zip")
    (runtime / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    loaded = [(path.name, path.stat().st_size) for path in (runtime / name for name in (*_CORE, *names))]
    loaded.append(("packages.zip", (runtime / "packages.zip").stat().st_size))
    contents = {
        "core": _CORE,
        "compiled": COMPILED,
        "example": (ROOT / "examples" / "plain" / "article.txt").read_text(encoding="utf-8"),
        "sizes": [*loaded, *((f"in packages.zip, unpacked: {name}", size) for name, size in sizes)],
    }
    (runtime / "contents.json").write_text(json.dumps(contents), encoding="utf-8")
    return loaded


def _core(work: Path, runtime: Path) -> dict[str, Any]:
    """Put Pyodide itself into a folder; what its distribution holds."""
    _run("npm", "pack", "--silent", f"pyodide@{PYODIDE}", cwd=work)
    with tarfile.open(work / f"pyodide-{PYODIDE}.tgz") as archive:
        archive.extractall(work, filter="data")
    for name in _CORE:
        shutil.copy(work / "package" / name, runtime / name)
    lock: dict[str, Any] = json.loads((work / "package" / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = {name: entry for name, entry in lock["packages"].items() if name in COMPILED}
    return lock


def _compiled(lock: dict[str, Any], package: str, compiled: Path | None, runtime: Path) -> str:
    """Put a compiled package's wheel into a folder; its name."""
    entry = lock["packages"][package]
    name: str = entry["file_name"]
    entry["depends"] = []
    if compiled:
        content = (compiled / name).read_bytes()
        entry["sha256"] = hashlib.sha256(content).hexdigest()
    else:
        content = _fetched(_DISTRIBUTION + name)
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            raise SystemExit(f"{_DISTRIBUTION}{name} is not what Pyodide says of it")
    (runtime / name).write_bytes(content)
    return name


def _fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=120) as answer:
            content: bytes = answer.read()
            return content
    except urllib.error.HTTPError:
        raise
    except OSError as error:
        print(f"{address}: {error}", file=sys.stderr)
        sys.exit(OUT_OF_REACH)


def _packages(work: Path, archive: Path) -> list[tuple[str, int]]:
    """Pack artfmt and what it needs, but for what is compiled; each package and its bytes, unpacked."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    _run(*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(work), str(ROOT))
    (wheel,) = work.glob("artfmt-*.whl")
    report = work / "report.json"
    _run(*pip, "install", "--quiet", "--dry-run", "--ignore-installed", "--report", str(report), str(wheel))
    found = (one["metadata"] for one in json.loads(report.read_text(encoding="utf-8"))["install"])
    wanted = [f"{one['name']}=={one['version']}" for one in found if _canonical(one["name"]) not in _NOT_PACKED]
    everywhere = ("--platform", "any", "--python-version", PYTHON, "--only-binary", ":all:")
    target = work / "packages"
    _run(
        *(*pip, "install", "--quiet", "--no-deps", "--no-compile", *everywhere, "--target", str(target)),
        *(str(wheel), *wanted),
    )
    shutil.rmtree(target / "bin", ignore_errors=True)
    shutil.rmtree(target / "share", ignore_errors=True)
    shutil.make_archive(str(archive.with_suffix("")), "zip", target)
    folders = sorted(path for path in target.iterdir() if path.suffix != ".dist-info")
    return [(path.name, _bytes_of(path)) for path in folders]


def _canonical(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _bytes_of(path: Path) -> int:
    return sum(each.stat().st_size for each in (path, *path.rglob("*")) if each.is_file())


def _run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Build what is asked for, and tell the sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--compiled", type=Path, metavar="WHEELS", help="a folder with wheels for Pyodide")
    asked = parser.parse_args()
    for name, size in build(asked.folder, asked.compiled):
        print(f"{size / 1e6:8.2f} MB  {name}")


if __name__ == "__main__":
    main()
