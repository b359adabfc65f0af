"""What a copied page leaves in a text that is no part of the article: buttons, players, sign-up lines.

Three tables: whole lines, lines by their first word, and lines by words anywhere in them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from artfmt.language.reading_time import is_read_time

# Whole lines, in lower case, without a final stop.
_LINES = frozenset(
    {
        *("expand", "was this story helpful?", "was this article helpful?", "was this page helpful?"),
        *("forward", "forward to a colleague"),
        *("lee también", "lea también"),
        *(
            "escuchar el artículo",
            "escuchar",
            "guardar",
            "comentarios",
            "ver más",
            "seguir leyendo",
            "imprimir",
            "suscríbase",
        ),
        *("(opens in new window)", "about us", "accept all cookies", "add a comment", "advertise", "advertise with us"),
        *("advertisement", "all rights reserved", "article continues below advertisement", "back to top", "bookmark"),
        *("close", "comment", "comments", "compartir", "contact us", "continue reading", "copied", "copy", "copy link"),
        *("download our app", "download the app", "email", "email this article", "enlarge", "enlarge this image"),
        *(
            "expand chart",
            "facebook",
            "follow",
            "follow us",
            "forward this email",
            "forward to a friend",
            "get the app",
        ),
        *("get the newsletter", "gift this article", "go deeper", "hide caption", "ir al contenido principal"),
        *(
            "join the conversation",
            "keep reading",
            "learn more",
            "leave a comment",
            "leave a reply",
            "leer más",
            "like",
        ),
        *("link copied", "linkedin", "listen", "load more", "loading", "log in", "manage preferences"),
        *("manage your preferences", "menu", "more stories", "next article", "next story", "no stories could be found"),
        *(
            "open in app",
            "open menu",
            "our team",
            "play",
            "post a comment",
            "previous article",
            "previous story",
            "print",
        ),
        *("print this page", "privacy policy", "publicidad", "read full story", "read in browser", "read later"),
        *("read more", "read the full story", "reply", "report an error", "reprints", "restack", "saltar al contenido"),
        *("save", "save article", "save for later", "save this story", "search", "see all", "see all stories"),
        *("see comments", "see more", "send tips", "share", "share this", "share this article", "share this post"),
        *("share this story", "share this:", "share via email", "show comments", "show less", "show more", "sign in"),
        *("sign up", "sign up for free", "skip navigation", "skip to content", "skip to main", "skip to main content"),
        *("skip to navigation", "sponsored", "sponsored content", "start your free trial", "story continues below"),
        *("story continues below advertisement", "subscribe", "subscribe for free", "subscribe now"),
        *("support local journalism by becoming a member", "suscribirse", "suscríbete", "tap to unmute"),
        *("terms of service", "text size", "thanks for reading", "toggle caption", "top of page", "topics", "tweet"),
        *(
            "twitter",
            "unsubscribe",
            "update your preferences",
            "view all",
            "view all posts",
            "view chart",
            "view comments",
        ),
        *("view gallery", "view in browser", "view in your browser", "view online", "view original"),
        *("view this email in your browser", "volver arriba", "watch live", "what to read next", "whatsapp"),
        *("discussion about this post", "ready for more?", "restacks", "all posts", "like this:"),
        *("yes this page is useful", "no this page is not useful", "is this page useful?", "suggest a correction"),
        *("submit a news tip", "report error", "send your news & photos"),
        *("newsletter abonnieren", "zur startseite", "nach oben", "skip to footer"),
        *("write a comment", "x", "get started for free", "subscribe to updates", "see open positions"),
        *("teilen", "drucken", "anmelden", "abonnieren", "kommentare", "zum inhalt springen", "anzeige"),
        *("artikel anhören", "artikel teilen", "mehr anzeigen", "weiterlesen", "jetzt abonnieren", "vorlesen", "menü"),
        *("partager", "imprimer", "s'abonner", "s’abonner", "se connecter", "commenter", "commentaires", "publicité"),
        *(
            "lire la suite",
            "aller au contenu",
            "écouter l'article",
            "écouter l’article",
            "enregistrer",
            "offrir l'article",
        ),
        *(
            "compartilhar",
            "compartilhe",
            "salvar",
            "assine",
            "assine já",
            "entrar",
            "comentários",
            "ouvir",
            "publicidade",
        ),
        *("pular para o conteúdo", "ouça este conteúdo", "continua após a publicidade", "ir para o conteúdo"),
    }
)
# The name of what one may sign up for, and where.
_TITLE = r"(?-i:[A-Z])[\w&'’.]*(?: (?-i:[A-Z])[\w&'’.]*){0,4}(?: for free| here| today| now)?[.:]?(?: https?://\S+)?$"
_ELSEWHERE = r" (?:this )?(?:\w+ )?(?:in|on) (?:the |your |our )?(?:app|online|browser|web)\b\W*(?:or .{2,20})?$"
# By the first word in lower case, "0" for any number, or the sign that a line starts with: how such a line begins.
_BY_FIRST: dict[str, tuple[str, ...]] = {
    "0": (
        r"\d+ seconds? of \d",
        r"\d{1,2}:\d{2} ?/ ?\d{1,2}:\d{2}$",
        r"[\d.,]+k? (?:comments?|shares|likes|views|restacks)\b.{0,40}$",
        r"\d+ ?/ ?\d+$",
        r"\d+ (?:thoughts?|responses|replies) (?:on|to) ",
        r"[\d.,]+[km]? (?:followers|subscribers|claps)$",
        r"\d+ ?x$",
        r"\d+:\d{2}$",
        r"\d+ repl(?:y|ies)$",
    ),
    "listen": (
        r"listen to (?:(?:this|the) )?(?:article|story|episode)",
        r"listen ?[(·•|] ?\d+",
        r"listen to .{3,120}\(\d+:\d\d\)$",
        r"listen to (?:today|tonight|the latest|our|the) ?.{0,10}podcast",
    ),
    "get": (
        r"get a free (?:daily|weekly) ",
        r"get more (?:local )?stories in your inbox",
    ),
    "audio": (r"audio: ", r"audio is auto"),
    "sign": (
        r"sign up (?:here|now|to get|for\b.*\b(?:newsletters?|e-?mails?|alerts?|inbox|free))\b",
        r"sign up for (?:the |our |my )?" + _TITLE,
    ),
    "subscribe": (
        r"subscribe (?:here|now|today|to (?:our|the|axios|my)|for (?:free|more|\$))\b",
        r"subscribe to (?:the )?" + _TITLE,
    ),
    "share": (
        r"share on \w+$",
        r"share (?:this )?(?:via|by) \w+$",
        r"share the (?-i:[A-Z])[\w ]{2,25}$",
        r"share this (?:story|article|post|page|release|newsletter|issue|video|episode)$",
        r"share this (?:\w+)?: ?\W*(?:facebook|x|email|twitter)",
    ),
    "click": (
        r"click here to (?:subscribe|sign|share|download|print|join|register|donate)\b",
        r"click here for more",
    ),
    "support": (r"support (?:local|our|independent) (?:journalism|newsroom)",),
    "become": (r"become a member\b",),
    "no": (r"no stories could be found",),
    "more": (r"more (?:\w+ ){1,3}stories$",),
    "was": (r"was this (?:e-?mail )?forwarded",),
    "were": (r"were you (?:e-?mail )?forwarded",),
    "did": (r"did a friend (?:forward|send)", r"did someone forward"),
    "follow": (r"follow (?:us|me)(?: on .{1,40}|:.{0,60})?$",),
    "you": (
        r"you(?:'|’)re (?:reading|getting|receiving) (?:(?-i:[A-Z])|(?:this|our|the) |.{0,40}\bnewsletter\b)",
        r"you get this (?:alert|e-?mail|letter)",
        r"you (?:got|received|are getting|are receiving) this\b",
    ),
    "this": (
        r"this (?:e-?mail|message)(?: and any attachments?)? (?:is|are|may) (?:be )?(?:intended|confidential|only)",
        r"this e-?mail was sent",
        r"this audio is auto",
    ),
    "why": (r"why am i (?:getting|receiving)",),
    "copyright": (r"copyright\s*(?:©\s*)?\d{4}(?![:\d])",),
    "©": (r"©\s*(?:copyright\s*)?\d{4}",),
    "back": (r"back to (?:(?:the )?(?:top|home|start|homepage)|.{0,24}(?:posts|stories|news|articles|list))$",),
    "suscríbete": (r"suscríbete .{2,40}$",),
    "suscríbase": (r"suscríbase .{2,40}$",),
    "photo": (r"photo \d+ of \d+$",),
    "enjoying": (
        r"enjoying (?:this|the) (?:newsletter|story|article)\?",
        r"enjoying .{2,40}\? (?:forward|share|sign|tell)\b",
    ),
    "like": (r"like (?:us|me) on \w+", r"like (?:this|what you.re reading|the (?:newsletter|email))\b.*\?"),
    "view": (
        "view" + _ELSEWHERE,
        r"view (?:the )?(?:archive|map|in |on )",
    ),
    "volume": (r"volume \d+ ?%",),
    "advertisement": (r"advertisement(?: \d+)?$",),
    "loading": (r"loading(?: \w+)?\W*$",),
    "clap": (r"clap \d",),
    "your": (r"your e-?mail(?: address)?$", r"your e-?mail address will not"),
    "web": (r"web version$",),
    "font": (r"font size(?:: .{1,20})?$",),
    "text": (r"text size(?:: .{1,20})?$",),
    "a": (r"(?:a ){2,}a$",),
    "visit": (r"visit website$",),
    "mark": (r"mark as (?:un)?read$",),
    "star": (r"star$",),
    "unstar": (r"unstar$",),
    "unread": (r"unread$",),
    "edited": (r"edited\)?$",),
    "last": (r"last reply ",),
    "sent": (r"sent from the .{2,40} app$",),
    "recommended": (r"recommended (?:reading|for you|stories)$",),
    "suggested": (r"suggested topics",),
    "our": (r"our standards: the\b",),
    "thanks": (r"thanks for reading!? tell ", r"thanks for reading\b.{0,60}\b(?:subscribe|share)\b"),
    "download": (r"download (?:the|our) (?:\w+ ){0,3}app(?: (?:for|today|now|here|on|to)\b|[.!]?$)",),
    "estimated": (r"estimated \d+ minutes?$",),
    "published": (r"published in (?-i:[A-Z])[\w ]{2,40}$",),
    "[": (r"\[(?:image|cid|logo|photo|video|icon)\b.{0,80}\]$",),
    "http": (r"https?://\S+[?&]utm_\S*$",),
    "https": (r"https?://\S+[?&]utm_\S*$",),
    "to": (r"to stop (?:getting|receiving) (?:this|these|our)\b",),
    "go": (r"go deeper\s*\(.{1,30}\)$",),
    "tagged": (r"tagged\b ?:? ?\S.{0,80}$",),
    "filed": (r"filed under\b ?:? ?\S.{0,80}$",),
    "posted": (r"posted in\b ?:? ?\S.{0,80}$",),
    "comments": (r"comments ?\(?\d+\)?$",),
    "comment": (r"comment ?\(?\d+\)?$",),
    "discuss": (r"discuss this\b",),
    "type": (r"type your e-?mail",),
    "email": (r"e-?mail address$",),
    "e": (r"e-mail address$",),
    "privacy": (r"privacy(?: \W )",),
    "terms": (r"terms(?: \W )",),
    "thousands": (r"thousands of (?:paid |free )?subscribers",),
    "hundreds": (r"hundreds of (?:paid |free )?subscribers",),
    "expand": (r"expand (?:map|chart|image|table|photo|graphic)$",),
    "reply": (r"reply to this e-?mail\b",),
    "write": (r"write to this e-?mail\b",),
    "if": (r"if you like .{2,40}, (?:spread|tell|share|forward)",),
    "forward": (r"forward this e-?mail(?: to .{0,20}friends?)?\W*$",),
    "♡": (r"♡ ?\d",),
    "♥": (r"♥ ?\d",),
    "❤": (r"❤️? ?\d",),
    "💬": (r"💬 ?\d",),
    "🔁": (r"🔁 ?\d",),
    "👏": (r"👏 ?\d",),
    "source": (r"(?-i:SOURCE) (?-i:[A-Z]).{2,60}$",),
    "imprimir": (r"imprimir$",),
    "add": (r"add us (?:on|as) \w+", r"add (?:[\w ]{2,30} )?as (?:a |your )?preferred source\b"),
    "see": (r"see more of our stories\b",),
    "reach": (r"reach (?-i:[A-Z])[\w'’.-]+ (?-i:[A-Z]).{1,40} at \S+@\S+$",),
    "have": (r"have (?:an opinion|a (?:news )?tip)\? (?:send|write|e-?mail|tell|call|contact|submit)\b",),
    "having": (r"having trouble (?:reading|viewing)",),
    "invite": (r"invite (?:your )?friends\b",),
    "know": (r"know someone who",),
    "open": ("open" + _ELSEWHERE,),
    "read": ("read" + _ELSEWHERE,),
    **{way: (rf"{way} (?:post|story|article)s?(?:$|:)",) for way in ("older", "newer", "next", "previous")},
    **{name: (rf"{name} ?: ?\S.{{0,80}}$",) for name in ("tags", "categories", "topics", "etiquetas", "temas")},
}
# Words anywhere in a line, in lower case, and what must stand around them.
_WITHIN: dict[str, str] = {
    "inbox": r"\bin your inbox(?! within)\b",
    "unsubscribe": r"\bunsubscribe\b",
    "? ": r"\?\s+(?:sign up|subscribe|forward|open|join|click|share)\b",
    "reply with stop": r"\breply with stop\b",
    "donate ": r"\bdonate (?:today|now|here)\b",
    "thanks our ": r" thanks our (?:partners|sponsors)\b",
    " newsletters: ": r"^.{2,30} newsletters: ",
    "followers": r"[\d.,]+[km]? followers$",
    "presented by": r"^presented by \w",
    "sponsored by": r"^sponsored by \w",
}
# The networks that a row of share buttons names.
_NETWORKS = frozenset(
    {
        *("facebook", "instagram", "twitter", "linkedin", "youtube", "tiktok", "threads", "bluesky", "x", "whatsapp"),
        *(
            "telegram",
            "email",
            "e-mail",
            "copy",
            "link",
            "print",
            "sms",
            "reddit",
            "pinterest",
            "messenger",
            "mastodon",
        ),
        *("flipboard", "share", "on"),
    }
)
# A sponsor's block: "A message from Alder Bank", a name and nothing that is said of it.
_NAME = r"(?:[A-Z0-9][\w.&'’-]*|the|of|and|&)"
_SPONSOR = re.compile(
    r"(?:A )?(?:MESSAGE|[Mm]essage|[Ww]ord) (?:FROM|[Ff]rom)(?: our (?:sponsor|partner)s?[:,]?)?"
    rf"(?: {_NAME}){{0,6}}:?"
    rf"|(?:Presented|PRESENTED|Sponsored|SPONSORED|Brought to you) (?:BY|by)(?: {_NAME}){{1,6}}:?"
)
_OPENS_SPONSOR = frozenset({"a", "message", "word", "presented", "sponsored", "brought"})
# Words that pages are called by in a menu, and how a menu that starts with its first page begins.
MENU_WORDS = frozenset(
    {
        *(
            "about",
            "account",
            "archive",
            "archives",
            "arts",
            "blog",
            "books",
            "business",
            "calendar",
            "careers",
            "contact",
        ),
        *(
            "contacto",
            "culture",
            "deportes",
            "economy",
            "education",
            "events",
            "food",
            "health",
            "help",
            "home",
            "inicio",
        ),
        *(
            "jobs",
            "life",
            "local",
            "login",
            "markets",
            "media",
            "news",
            "newsletters",
            "obituaries",
            "opinion",
            "photos",
        ),
        *(
            "podcast",
            "podcasts",
            "politics",
            "posts",
            "projects",
            "rss",
            "school",
            "science",
            "search",
            "shop",
            "sport",
        ),
        *("sports", "store", "style", "subscribe", "tags", "tech", "technology", "topics", "travel", "us", "video"),
        *("videos", "weather", "work", "world", "writing"),
    }
)
_HOME = frozenset({"home", "inicio", "start", "startseite"})
# A path to a page: "Home > News"; but "Home prices fall" is a heading.
_HOME_PATH = re.compile(rf"(?:{'|'.join(sorted(_HOME))})(?:\s*[|>»›·•]|\s+/\s)")
_MENU_BETWEEN = re.compile(r"[\s|>»›·•/]+")
_ARROWS = "←‹«<↑→ "
_FIRST = re.compile(r"(\W*)(\w*)")
_OPENS_ELSEWHERE = "(opens in new window)"
_SAYS = re.compile(
    r",[”\"']? (?:(?:he|she|they|who|[\w’'-]+) )?(?:said|says?|adds?|told)\b|\b(?:she|he|they) (?:said|says?)\b"
)
_TO_THE_READER = re.compile(
    r"\b(?:you|your|us|our|here|now|free|newsletters?|inbox|e-?mails?|stories|newsroom|journalism|unsubscribe|reply|forward|"
    r"friends?|donate|readers|sign up|apps?)\b|[’']re\b|[>›»·?]"
)
_LONG_WORDS = 8
_LONGEST = 120


def is_widget(line: str) -> bool:
    """Whether a whole line of a copied page is a button, a player's control, a share link or a sign-up line."""
    return len(line) <= _LONGEST and _is_widget(line)


@lru_cache(maxsize=2048)  # a line is looked at from several sides
def _is_widget(line: str) -> bool:
    lower = line.lower()
    words = lower.rstrip(".…!→›»> ").lstrip(_ARROWS)
    if words in _LINES or words.endswith(_OPENS_ELSEWHERE):
        return True
    return _has_signs(line, lower, words) and not _is_prose(lower)


def _has_signs(line: str, lower: str, words: str) -> bool:
    """Whether a line, also given in lower case and without its arrows and stops, has what only debris has."""
    found = _FIRST.match(lower)
    assert found
    signs, first = found.groups()
    if _begins(line, signs, first) or is_read_time(line):
        return True
    if first in MENU_WORDS or first in _HOME or first in _NETWORKS:
        return _is_row(words)
    for word, pattern in _WITHIN.items():
        if word in lower and _compiled(pattern).search(line):
            return True
    parts = [part.strip() for part in line.strip("| ").split("|")] if "|" in line else []
    return 2 * sum(map(is_widget, parts)) > len(parts) and all(len(part.split()) < _LONG_WORDS for part in parts)


def _is_prose(lower: str) -> bool:
    """Whether a line in lower case is a sentence of a story: somebody says it, or it is long and speaks to nobody."""
    if _SAYS.search(lower):
        return True
    return lower.count(" ") >= _LONG_WORDS and not (
        _TO_THE_READER.search(lower) or any(map(str.isdigit, lower)) or "|" in lower
    )


def _begins(line: str, signs: str, first: str) -> bool:
    """Whether a line begins as the tables have it, with or without the signs before its first word."""
    if first in _OPENS_SPONSOR and opens_sponsor(line):
        return True
    key = "0" if first[:1].isdigit() else first
    if key in _BY_FIRST and _compiled("|".join(_BY_FIRST[key])).match(line, len(signs)):
        return True
    return signs[:1] in _BY_FIRST and _compiled("|".join(_BY_FIRST[signs[:1]])).match(line) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _is_row(words: str) -> bool:
    """Whether a line in lower case is a menu ("Home > News") or a row of share buttons."""
    parts = [part for part in _MENU_BETWEEN.split(words) if part]
    if _HOME_PATH.match(words) or (len(parts) >= 2 and all(part in _NETWORKS for part in parts)):
        return True
    return len(parts) >= 3 and all(part in MENU_WORDS for part in parts)


def opens_sponsor(line: str) -> bool:
    """Whether a line names the sponsor whose own words follow: "A message from Alder Bank"."""
    return len(line) <= _LONGEST and line[:1] in "AMPSBW" and _SPONSOR.fullmatch(line) is not None
