"""The known lead-in labels ("Why it matters") and the kind each one is.

The kinds and their spellings are those in steady use in Axios-style articles; a label outside the tables
is of kind ``other``. To add a label: one line in ``_KINDS``, or in ``_LOCAL`` for another language than English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

OTHER = "other"

# kind -> further labels that mean it, beside the one that spells its own slug
_KINDS: dict[str, tuple[str, ...]] = {
    "why-it-matters": ("Why this matters", "Why it matters now"),
    "big-picture": (),
    "bottom-line": (),
    "latest": (),
    "intrigue": (),
    "other-side": (),
    "catch": (),
    "backdrop": (),
    "impact": (),
    "driving-the-news": (),
    "state-of-play": (),
    "between-the-lines": (),
    "by-the-numbers": (),
    "reality-check": (),
    "yes-but": (),
    "worth-noting": (),
    "be-smart": (),
    "go-deeper": (),
    "threat-level": (),
    "how-it-works": (),
    "zoom-in": (),
    "zoom-out": (),
    "flashback": (),
    "context": (),
    "background": (),
    "details": (),
    "catch-up-quick": (),
    "what-happened": (),
    "whats-new": (),
    "whats-next": (),
    "whats-happening": (),
    "what-to-watch": (),
    "behind-the-scenes": (),
    "case-in-point": (),
    "of-note": (),
    "quick-take": (),
    "whos-next": (),
    "by-the-way": (),
    "for-the-record": (),
    "what-theyre-saying": (),
    "what-were-watching": (),
    "what-were-hearing": (),
    "what-were-reading": (),
    "thought-bubble": (),
    "takeaway": ("His big takeaway", "Her big takeaway", "Our big takeaway", "The big takeaway"),
}

# Language -> kind -> labels that mean it there, each with and without its article.
_LOCAL: dict[str, dict[str, tuple[str, ...]]] = {
    "es": {
        "why-it-matters": ("Por qué importa", "Por qué es importante", "Por qué esto importa", "La importancia"),
        "big-picture": (
            "El panorama general",
            "Panorama general",
            "El panorama",
            "La visión general",
            "El contexto general",
        ),
        "bottom-line": (
            "En resumen",
            "En conclusión",
            "La conclusión",
            "Conclusión",
            "Lo esencial",
            "El resultado final",
        ),
        "latest": ("Lo último", "Lo más reciente", "Las últimas noticias"),
        "driving-the-news": ("La noticia", "Qué impulsa la noticia", "Lo que mueve la noticia"),
        "state-of-play": (
            "El estado de la situación",
            "Estado de la situación",
            "La situación actual",
            "Situación actual",
        ),
        "between-the-lines": ("Entre líneas",),
        "by-the-numbers": ("En cifras", "En números", "Por los números", "Las cifras", "Los números"),
        "reality-check": ("La realidad", "Verificación de la realidad", "Baño de realidad"),
        "yes-but": ("Sí, pero", "Pero"),
        "other-side": ("El otro lado", "La otra cara", "La otra parte"),
        "details": ("Detalles", "Los detalles", "En detalle"),
        "context": ("Contexto", "El contexto", "En contexto"),
        "background": ("Antecedentes", "Los antecedentes"),
        "backdrop": ("El trasfondo", "Trasfondo", "El telón de fondo"),
        "catch-up-quick": ("Ponte al día", "Póngase al día", "Para ponerse al día"),
        "what-happened": ("Qué pasó", "Lo que pasó", "Qué ocurrió", "Lo que ocurrió"),
        "whats-new": ("Lo nuevo", "Qué hay de nuevo", "Novedades"),
        "whats-happening": ("Qué pasa", "Qué está pasando", "Lo que está pasando", "Lo que pasa"),
        "whats-next": ("Lo que sigue", "Qué sigue", "Lo que viene", "Qué viene", "Qué viene ahora", "Próximos pasos"),
        "what-to-watch": ("A qué estar atentos", "Qué observar", "Lo que hay que seguir", "Para estar atentos"),
        "what-theyre-saying": ("Lo que dicen", "Qué dicen", "Lo que están diciendo", "Qué están diciendo"),
        "worth-noting": ("Cabe destacar", "Vale la pena señalar", "A tener en cuenta"),
        "of-note": ("De destacar",),
        "how-it-works": ("Cómo funciona",),
        "zoom-in": ("De cerca", "Más de cerca"),
        "zoom-out": ("En perspectiva", "Una mirada más amplia"),
        "flashback": ("En retrospectiva", "Recuerda"),
        "behind-the-scenes": ("Tras bastidores", "Detrás de escena", "Entre bastidores", "Tras bambalinas"),
        "case-in-point": ("Un ejemplo",),
        "impact": ("El impacto", "Impacto"),
        "takeaway": ("Para llevar", "La lección"),
        "intrigue": ("La intriga", "Lo curioso"),
        "catch": ("La trampa",),
        "be-smart": ("Sé inteligente",),
    },
    "de": {
        "why-it-matters": (
            "Warum es wichtig ist",
            "Warum das wichtig ist",
            "Warum das zählt",
            "Darum geht es",
            "Warum es zählt",
        ),
        "big-picture": ("Das große Ganze", "Das Gesamtbild", "Das große Bild"),
        "bottom-line": (
            "Unterm Strich",
            "Das Fazit",
        ),
        "by-the-numbers": ("In Zahlen", "Die Zahlen"),
        "between-the-lines": ("Zwischen den Zeilen",),
        "whats-next": (
            "Wie es weitergeht",
            "So geht es weiter",
            "Was als Nächstes kommt",
            "Wie geht es weiter",
        ),
        "yes-but": ("Ja, aber",),
        "what-theyre-saying": ("Was sie sagen", "Was gesagt wird"),
        "latest": ("Das Neueste", "Der neueste Stand"),
        "driving-the-news": ("Der Anlass", "Die Nachricht"),
        "state-of-play": ("Der Stand der Dinge", "Stand der Dinge"),
        "reality-check": ("Der Realitätscheck", "Realitätscheck"),
        "other-side": ("Die andere Seite", "Die Gegenseite"),
        "details": ("Die Details", "Die Einzelheiten", "Einzelheiten", "Im Detail"),
        "context": ("Der Kontext", "Zum Kontext"),
        "background": ("Der Hintergrund", "Zum Hintergrund"),
        "what-happened": ("Was passiert ist", "Was geschah"),
        "whats-new": ("Was neu ist", "Das ist neu"),
        "whats-happening": ("Was passiert", "Was gerade passiert"),
        "what-to-watch": ("Worauf zu achten ist", "Worauf es ankommt"),
        "how-it-works": ("So funktioniert es", "So funktioniert's", "Wie es funktioniert"),
        "zoom-in": ("Aus der Nähe", "Im Kleinen"),
        "zoom-out": ("Aus der Ferne",),
        "flashback": ("Der Rückblick", "Rückblick", "Rückblende"),
        "behind-the-scenes": ("Hinter den Kulissen",),
        "catch": ("Der Haken",),
        "impact": ("Die Folgen",),
        "worth-noting": ("Bemerkenswert",),
        "intrigue": ("Das Kuriose",),
        "catch-up-quick": ("Kurz gefasst", "Das Wichtigste in Kürze"),
        "takeaway": ("Die Lehre",),
    },
    "fr": {
        "why-it-matters": ("Pourquoi c'est important", "Pourquoi ça compte", "Pourquoi cela compte", "L'enjeu"),
        "big-picture": ("La vue d'ensemble", "Vue d'ensemble"),
        "bottom-line": ("En résumé", "L'essentiel"),
        "by-the-numbers": ("En chiffres", "Les chiffres"),
        "between-the-lines": ("Entre les lignes",),
        "whats-next": ("Et maintenant", "La suite", "Prochaines étapes"),
        "yes-but": ("Oui, mais",),
        "what-theyre-saying": ("Ce qu'ils disent", "Ce qu'on en dit", "Ce qu'ils en disent"),
        "latest": ("Les dernières nouvelles", "Dernières nouvelles"),
        "driving-the-news": ("L'actualité", "Ce qui se passe"),
        "state-of-play": ("L'état des lieux", "État des lieux", "Où en est-on"),
        "reality-check": ("La réalité", "Retour à la réalité"),
        "other-side": ("L'autre côté", "En face"),
        "details": ("Les détails", "Dans le détail", "En détail"),
        "context": ("Le contexte", "Contexte"),
        "background": ("Le rappel", "Rappel"),
        "what-happened": ("Ce qui s'est passé", "Les faits"),
        "whats-new": ("Ce qui est nouveau", "Ce qui change", "La nouveauté"),
        "what-to-watch": ("À suivre", "Ce qu'il faut suivre", "À surveiller"),
        "how-it-works": ("Comment ça marche", "Le fonctionnement"),
        "zoom-in": ("De plus près", "Gros plan"),
        "zoom-out": ("Avec du recul", "Prendre du recul"),
        "flashback": ("Retour en arrière",),
        "behind-the-scenes": ("En coulisses", "Dans les coulisses"),
        "catch": ("Le hic", "Le piège"),
        "impact": ("Les conséquences", "L'impact"),
        "worth-noting": ("À noter",),
        "be-smart": ("Soyez malin",),
    },
    "pt": {
        "why-it-matters": (
            "Por que importa",
            "Por que isso importa",
            "Por que é importante",
            "Por que isso é importante",
        ),
        "big-picture": ("O panorama geral", "Panorama geral"),
        "bottom-line": ("Em resumo", "Resumindo", "No fim das contas"),
        "by-the-numbers": ("Em números",),
        "between-the-lines": ("Nas entrelinhas",),
        "whats-next": ("O que vem a seguir", "Próximos passos"),
        "yes-but": ("Sim, mas",),
        "what-theyre-saying": ("O que dizem", "O que estão dizendo"),
        "latest": ("As últimas", "As últimas notícias"),
        "driving-the-news": ("A notícia", "O que move a notícia"),
        "state-of-play": ("A situação atual", "Situação atual"),
        "reality-check": ("A realidade", "Choque de realidade"),
        "other-side": ("O outro lado", "Outro lado"),
        "details": ("Os detalhes", "Detalhes", "Em detalhe"),
        "context": ("O contexto", "Contexto"),
        "background": ("Os antecedentes",),
        "what-happened": ("O que aconteceu",),
        "whats-new": ("O que há de novo", "A novidade"),
        "whats-happening": ("O que está acontecendo",),
        "what-to-watch": ("Fique de olho", "O que observar"),
        "how-it-works": ("Como funciona",),
        "zoom-in": ("De perto", "Mais de perto"),
        "zoom-out": ("De longe",),
        "behind-the-scenes": ("Nos bastidores", "Bastidores"),
        "catch": ("O porém",),
        "impact": ("O impacto",),
        "worth-noting": ("Vale notar", "Vale destacar"),
    },
}

_KIND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018\u02bc")
_ARTICLES = ("the", "our", "my")
_LONGEST = 80
_SHORTEST_MISSPELLED = 6
_CLOSE = 0.7


@lru_cache(maxsize=4096)
def slug(label: str) -> str:
    """The label in lower case with hyphens, without apostrophes, a leading "the", "our" or "my", or a tail.

    The tail is what follows ", from": "Our thought bubble, from Newsdesk's Ola Brandt" gives
    "thought-bubble".
    """
    words = _WORD.findall(label.partition(", from ")[0].translate(_APOSTROPHES).lower())
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return "-".join(words)


KINDS: tuple[str, ...] = tuple(_KINDS)
# Every kind with the labels that mean it beside the one that spells it, in all languages.
LABELS_OF: dict[str, tuple[str, ...]] = {
    kind: (*_KINDS[kind], *(label for kinds in _LOCAL.values() for label in kinds.get(kind, ()))) for kind in _KINDS
}
_ENGLISH = {kind: kind for kind in _KINDS} | {slug(label): kind for kind in _KINDS for label in _KINDS[kind]}
# What a slip of the pen leaves of a label: its first letter, if it is one word, or one of its words.
_BEGINNINGS = frozenset(kind[0] for kind in _ENGLISH if "-" not in kind)
_WORDS_OF_LENGTH = {
    count: frozenset(word for kind in _ENGLISH if kind.count("-") == count - 1 for word in kind.split("-"))
    for count in range(2, 6)
}
_KIND_OF_SLUG = {
    slug(label): kind for kinds in _LOCAL.values() for kind, labels in kinds.items() for label in labels
} | _ENGLISH


def known_kind(label: str) -> str | None:
    """The kind of a label in the tables, in any case and with any apostrophes; None for another label."""
    name = slug(label)
    kind = _KIND_OF_SLUG.get(name)
    if kind is None and name.startswith("what-") and name.endswith("s-saying"):
        return "what-theyre-saying"
    return kind


def is_english(label: str) -> bool:
    """Whether a label is in the table of English ones."""
    return slug(label) in _ENGLISH


def is_kind(text: str) -> bool:
    """Whether text has the form of a kind: lower-case words joined by hyphens."""
    return _KIND.fullmatch(text) is not None


def kind_of(label: str) -> str:
    """The kind of any label: that of the tables, or ``other``."""
    return known_kind(label) or OTHER


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that a reader knows: those of the tables, and a house's own, which come first.

    ``house`` has the kinds of the house's labels by their slugs.
    """

    house: Mapping[str, str] = field(default_factory=dict)

    def known_kind(self, label: str) -> str | None:
        """The kind of a label that is known; None for another."""
        return (self.house.get(slug(label)) if self.house else None) or known_kind(label)

    def kind_of(self, label: str) -> str:
        """The kind of any label: that of a known one, or ``other``."""
        return self.known_kind(label) or OTHER

    @classmethod
    def of(cls, labels: Mapping[str, str]) -> Labels:
        """The labels of a house as it writes them, with their kinds ("Our take": "takeaway")."""
        return cls({slug(label): kind for label, kind in labels.items()})


@lru_cache(maxsize=4096)
def misspelled(label: str) -> str | None:
    """The label of the table that another one nearly is, or None: one that differs by a slip."""
    import difflib

    name = slug(label)
    if len(name) < _SHORTEST_MISSPELLED or known_kind(label) or not _may_be_slip(name):
        return None
    near = difflib.get_close_matches(name, _ENGLISH, n=1, cutoff=0.85)
    if not near or near[0].count("-") != name.count("-") or _other_word(name, near[0]):
        return None
    return _as_written(near[0], label)


def _may_be_slip(name: str) -> bool:
    """Whether a slug can be near one of the table: it has a word of one as long, or is a word with such a beginning."""
    words = name.split("-")
    if len(words) == 1:
        return name[0] in _BEGINNINGS
    return not _WORDS_OF_LENGTH.get(len(words), frozenset()).isdisjoint(words)


def _other_word(name: str, near: str) -> bool:
    """Whether a word differs in more than a slip of the pen, as in "the other time" and "the other side"."""
    from difflib import SequenceMatcher

    pairs = zip(name.split("-"), near.split("-"), strict=True)
    return any(mine != known and SequenceMatcher(None, mine, known).ratio() < _CLOSE for mine, known in pairs)


def _as_written(kind: str, label: str) -> str:
    """The usual spelling of a label of the table, with the article that another spelling of it starts with."""
    words = kind.replace("-", " ")
    for bare, spelled in (("whats", "what's"), ("whos", "who's"), ("theyre", "they're"), ("were", "we're")):
        words = re.sub(rf"\b{bare}\b", spelled, words)
    first = label.split(" ", 1)[0]
    if first.lower() in _ARTICLES:
        return f"{first} {words}"
    return words[:1].upper() + words[1:]


class Lead(NamedTuple):
    """A paragraph cut after the colon of what may be its label; ``start`` is where the rest begins."""

    label: str
    start: int


def _opens_with_sign(text: str) -> bool:
    """Whether a text opens with an emoji and a capital: "⚡ Situational awareness: …"."""
    sign, space, rest = text[:4].partition(" ")
    return bool(space) and rest[:1].isupper() and category(sign[:1] or " ") == "So"


def split_lead(text: str) -> Lead | None:
    """The opening words of ``text`` up to a colon that ends a word, if they are short and start with a capital.

    This is the shape of a label, not yet a label: "He said: …" has it too.
    """
    colon = text.find(":", 1, _LONGEST)
    if colon < 0 or not (text[0].isupper() or (text[0] == "¿" and text[1:2].isupper()) or _opens_with_sign(text)):
        return None
    start = colon + 1
    if start < len(text):
        if not text[start].isspace():
            return None
        start += 1
    label = text[:colon].rstrip()
    return Lead(label, start) if label else None
