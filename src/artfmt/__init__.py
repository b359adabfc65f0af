"""artfmt reads, checks and writes Axios-style ("Smart Brevity") articles.

document = artfmt.read(Path("article.txt"))  # text is content: a file is a Path
document.article.headline
artfmt.write(document.article, "jats")
for finding in artfmt.check(document, artfmt.settings_for("article.txt")):
    print(finding.location, finding.rule, finding.message)
strict = artfmt.Settings("strict", {"missing-credit": artfmt.Setting(artfmt.Severity.ERROR), "bare-url": None})
artfmt.fix(Path("article.md"), strict).after
"""

from __future__ import annotations

from artfmt._version import __version__ as __version__


def __getattr__(name: str) -> object:
    """A public name, imported when it is first asked for, so that the command line starts fast.

    ``__init__.pyi`` lists the names, and where each comes from; type checkers and editors read it too.
    """
    import re
    from importlib import import_module
    from os.path import dirname, join

    if name.startswith("_") and name != "__all__":
        raise AttributeError(f"module 'artfmt' has no attribute '{name}'")
    with open(join(dirname(__file__), "__init__.pyi"), encoding="utf-8") as listing:
        homes = {name: home for home, name in re.findall(r"^from (\S+) import (\S+) as", listing.read(), re.MULTILINE)}
    if name == "__all__":
        return sorted(homes)
    if name not in homes:
        raise AttributeError(f"module 'artfmt' has no attribute '{name}'")
    try:
        value: object = getattr(import_module(homes[name]), name)
    except ModuleNotFoundError as error:
        from artfmt.source.errors import missing_extra

        if (error.name or "").startswith("artfmt"):
            raise
        raise missing_extra(f"artfmt.{name}", error) from None
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    names: list[str] = __getattr__("__all__")  # type: ignore[assignment]
    return names
