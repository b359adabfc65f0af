"""What a copied page leaves in a text that is no part of the article: buttons, players, sign-up lines."""

from __future__ import annotations

import re

# Whole lines, in lower case, without a final stop.
_LINES = frozenset(
    {
        "(opens in new window)",
        "accept all cookies",
        "add a comment",
        "advertise with us",
        "advertisement",
        "all rights reserved",
        "article continues below advertisement",
        "back to top",
        "bookmark",
        "close",
        "comment",
        "comments",
        "compartir",
        "continue reading",
        "copied",
        "copy",
        "copy link",
        "download our app",
        "download the app",
        "email",
        "email this article",
        "enlarge",
        "enlarge this image",
        "expand chart",
        "facebook",
        "follow",
        "follow us",
        "forward this email",
        "forward to a friend",
        "get the app",
        "get the newsletter",
        "gift this article",
        "go deeper",
        "hide caption",
        "ir al contenido principal",
        "join the conversation",
        "keep reading",
        "learn more",
        "leave a comment",
        "our team",
        "contact us",
        "about us",
        "advertise",
        "leave a reply",
        "leer más",
        "like",
        "link copied",
        "linkedin",
        "listen",
        "load more",
        "loading",
        "log in",
        "manage preferences",
        "manage your preferences",
        "menu",
        "more stories",
        "next article",
        "next story",
        "no stories could be found",
        "open in app",
        "open menu",
        "play",
        "post a comment",
        "previous article",
        "previous story",
        "print",
        "print this page",
        "privacy policy",
        "publicidad",
        "read full story",
        "read in browser",
        "read later",
        "read more",
        "read the full story",
        "reply",
        "report an error",
        "reprints",
        "restack",
        "saltar al contenido",
        "save",
        "save article",
        "save for later",
        "save this story",
        "search",
        "see all",
        "see all stories",
        "see comments",
        "see more",
        "send tips",
        "share",
        "share this",
        "share this:",
        "share this article",
        "share this post",
        "share this story",
        "share via email",
        "show comments",
        "show less",
        "show more",
        "sign in",
        "sign up",
        "sign up for free",
        "skip navigation",
        "skip to content",
        "skip to main",
        "skip to main content",
        "skip to navigation",
        "sponsored",
        "sponsored content",
        "start your free trial",
        "story continues below",
        "story continues below advertisement",
        "subscribe",
        "subscribe for free",
        "subscribe now",
        "support local journalism by becoming a member",
        "suscribirse",
        "suscríbete",
        "tap to unmute",
        "terms of service",
        "text size",
        "thanks for reading",
        "toggle caption",
        "top of page",
        "topics",
        "tweet",
        "twitter",
        "unsubscribe",
        "update your preferences",
        "view all",
        "view all posts",
        "view chart",
        "view comments",
        "view gallery",
        "view in browser",
        "view in your browser",
        "view online",
        "view original",
        "view this email in your browser",
        "volver arriba",
        "watch live",
        "what to read next",
        "whatsapp",
        "write a comment",
        "x",
    }
)
_OPENINGS = re.compile(
    "|".join(
        (
            r"\d+ seconds? of \d",
            r"\d{1,2}:\d{2} ?/ ?\d{1,2}:\d{2}$",
            r"listen to (?:this|the) (?:article|story|episode)",
            r"listen ?[(·•|] ?\d+",
            r"get more (?:local )?stories in your inbox",
            r"audio: ",
            r"sign up (?:here|now|to get|for\b.*\b(?:newsletters?|e-?mails?|alerts?|inbox|free))\b",
            r"subscribe (?:here|now|today|to (?:our|the|axios|my)|for (?:free|more|\$))\b",
            r"share on \w+",
            r"share (?:this )?(?:via|by) \w+$",
            r"click here to (?:subscribe|sign|share|download|print|join|register|donate)\b",
            r"support (?:local|our|independent) (?:journalism|newsroom)",
            r"become a member\b",
            r"no stories could be found",
            r"more (?:\w+ ){1,3}stories$",
            r"(?:was this|were you) (?:e-?mail )?forwarded",
            r"was this forwarded to you",
            r"did a friend (?:forward|send)",
            r"(?:follow|like) (?:us|me) on \w+",
            r"you(?:'|’)re (?:reading|getting|receiving) ",
            r"this e-?mail was sent",
            r"why am i (?:getting|receiving)",
            r"(?:©|copyright)\s*(?:©\s*)?\d{4}",
            r"[\d.,]+k? (?:comments?|shares|likes|views|restacks)\b.{0,40}$",
            r"back to .{2,30}$",
            r"subscribe to (?:the )?(?:(?-i:[A-Z])[\w&'’.]*\s?){1,5}$",
            r"suscríbe(?:te|se) .{2,40}$",
            r"share the (?-i:[A-Z])[\w ]{2,25}$",
            r".{2,40} thanks our (?:partners|sponsors)\b",
            r"photo \d+ of \d+$",
            r"\d+ ?/ ?\d+$",
            r"enjoying this (?:newsletter|story|article)\?",
            r"like (?:this|what you.re reading|the (?:newsletter|email))\b.*\?",
            r"(?:view|open|read) (?:this )?(?:\w+ )?(?:in|on) (?:the |your |our )?(?:app|online|browser|web)\b",
            r"sign up for (?:the |our |my )?(?:(?-i:[A-Z])[\w&'’.]*\s?){1,5}$",
            r"(?:older|newer|previous|next) posts?$",
            r"volume \d+ ?%",
            r"enjoying .{2,40}\?",
            r".{0,80}\bunsubscribe\b",
            r"presented by \w",
            r"sponsored by \w",
            r"advertisement\b.{0,20}$",
            r"loading(?: \w+)?\W*$",
            r"share this \w+$",
            r"clap \d",
            r"your e-?mail(?: address)?$",
            r"web version",
            r"font size",
            r"text size",
            r"(?:a ){2,}a$",
            r"visit website$",
            r"mark as (?:un)?read$",
            r"(?:un)?star$",
            r"unread$",
            r"\(?edited\)?$",
            r"last reply ",
            r"sent from the ",
            r"recommended (?:reading|for you|stories)",
            r"suggested topics",
            r"our standards:",
            r"click here for more",
            r".{0,60}\breply with stop\b",
            r"thanks for reading!? tell ",
            r".{0,60}\bdonate (?:today|now|here)\b",
            r"(?:this )?audio is auto",
            r"listen to .{3,120}\(\d+:\d\d\)$",
            r"published in (?-i:[A-Z])[\w ]{2,40}$",
            r"share this (?:\w+)?: ?\W*(?:facebook|x|email|twitter)",
            r"\[(?:image|cid|logo|photo|video|icon)\b.{0,80}\]$",
            r"you get this (?:alert|e-?mail|letter)",
            r"https?://\S+[?&]utm_\S*$",
            r"to stop (?:getting|receiving)",
            r".{2,30} newsletters: ",
            r"go deeper\s*\(.{1,30}\)$",
            r".{0,80}\?\s+(?:sign up|subscribe|forward|open|join|click|share)\b",
            r".{0,80}\bin your inbox\b",
            r"(?:tags|tagged|filed under|posted in|categories|topics|etiquetas|temas)\b ?(?:in |"
            r"under )?:? ?\S.{0,80}$",
            r"comments? ?\(?\d+\)?$",
            r"discuss this\b",
            r"(?:newer|older|next|previous) (?:post|story|article)s?(?:$|:)",
            r"\d+ (?:thoughts?|responses|replies) (?:on|to) ",
            r"your e-?mail address will not",
            r"(?:.{0,20}: )?[\d.,]+[km]? (?:followers|subscribers|claps)$",
            r"type your e-?mail",
            r"e-?mail address$",
            r"(?:privacy|terms)(?: \W )",
            r"(?:thousands|hundreds) of (?:paid |free )?subscribers",
            r"view (?:the )?(?:archive|map|in |on )",
            r"expand (?:map|chart|image|table|photo|graphic)$",
            r"(?:reply|write) to this e-?mail\b",
            r"if you like .{2,40}, (?:spread|tell|share|forward)",
            r"listen to (?:today|tonight|the latest|our|the) ?.{0,10}podcast",
            r"forward this e-?mail",
            r"follow (?:us|me)\b.{0,60}$",
            r"(?:facebook|instagram|twitter|linkedin|youtube|tiktok|threads|bluesky|x|whatsapp|"
            r"telegram)(?:\W+(?:facebook|instagram|twitter|linkedin|youtube|tiktok|threads|bluesky|x|"
            r"whatsapp|telegram|email|e-mail|copy link))+$",
            r"(?:♡|♥|❤️?|💬|🔁|👏) ?\d",
            r"(?-i:SOURCE) (?-i:[A-Z]).{2,60}$",
            r"you (?:got|received|are getting|are receiving) this (?:e-?mail|letter|newsletter)",
            r"imprimir$",
            r"add us (?:on|as) \w+",
            r"\d+ ?x$",
            r"\d+:\d{2}$",
            r"having trouble (?:reading|viewing)",
            r"know someone who",
            r"did someone forward",
        )
    ),
    re.IGNORECASE,
)
# The words of a line, or of a sentence of a greeting, that tells how long a text takes to read.
_COUNTED = frozenset({"word", "words", "min", "mins", "minute", "minutes", "palabras", "minutos"})
_SPELLED = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half"})
_AROUND_COUNT = frozenset(
    {
        *(
            "a",
            "about",
            "an",
            "and",
            "are",
            "around",
            "at",
            "brevity",
            "brief",
            "by",
            "clocks",
            "count",
            "de",
            "edition",
        ),
        *(
            "el",
            "email",
            "es",
            "estimated",
            "for",
            "here",
            "in",
            "is",
            "issue",
            "it",
            "it's",
            "its",
            "just",
            "la",
            "lectura",
        ),
        *(
            "length",
            "less",
            "letter",
            "long",
            "mail",
            "more",
            "newsletter",
            "not",
            "of",
            "only",
            "or",
            "our",
            "quick",
            "read",
        ),
        *("reading", "reads", "runs", "s", "short", "smart", "takes", "than", "that", "that's", "the", "this", "this"),
        *(
            "tiempo",
            "time",
            "to",
            "today",
            "today's",
            "tonight",
            "tonight's",
            "under",
            "we're",
            "week",
            "week's",
            "weigh",
        ),
        *(
            "weighs",
            "which",
            "will",
            "you",
            "your",
            "evening's",
            "morning's",
            "afternoon's",
            "morning",
            "evening",
            "una",
            "un",
        ),
    }
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[\d½¼¾⅓⅔]+(?:[.,][\d]+)*½?|&")
_OPENS_COUNT = ("today", "this", "tonight", "smart", "it", "read", "estimated", "word", "time", "just", "about", "that")
# A sponsor's block: "A message from Alder Bank", a name and nothing that is said of it.
_SPONSOR = re.compile(
    "|".join(
        (
            (
                r"(?:A )?(?:MESSAGE|[Mm]essage|[Ww]ord) (?:FROM|[Ff]rom)(?: our (?:sponsor|partner)"
                r"s?(?:[:,]? |$))?(?: ?(?:[A-Z0-9][\w.&'’-]*|the|of|and|&)){0,6}:?"
            ),
            (
                r"(?:Presented|PRESENTED|Sponsored|SPONSORED|Brought to you)"
                r" (?:BY|by)(?: (?:[A-Z0-9][\w.&'’-]*|the|of|and|&)){1,6}:?"
            ),
        )
    )
)
_MENU = frozenset(
    {
        *(
            "about",
            "account",
            "archive",
            "archives",
            "arts",
            "blog",
            "business",
            "books",
            "calendar",
            "careers",
            "contact",
            "culture",
        ),
        *(
            "economy",
            "education",
            "events",
            "food",
            "health",
            "help",
            "home",
            "jobs",
            "life",
            "local",
            "login",
            "markets",
            "media",
        ),
        *(
            "news",
            "newsletters",
            "obituaries",
            "opinion",
            "photos",
            "podcast",
            "podcasts",
            "politics",
            "posts",
            "projects",
            "rss",
        ),
        *(
            "school",
            "science",
            "search",
            "shop",
            "sport",
            "sports",
            "store",
            "style",
            "subscribe",
            "tags",
            "tech",
            "technology",
        ),
        *(
            "topics",
            "travel",
            "us",
            "video",
            "videos",
            "weather",
            "work",
            "world",
            "writing",
            "inicio",
            "contacto",
            "deportes",
        ),
    }
)
_MENU_BETWEEN = re.compile(r"[\s|>»›·•/]+")
_ARROWS = "←‹«<↑→ "
_OPENS_ELSEWHERE = "(opens in new window)"
_LONGEST = 120


def is_widget(line: str) -> bool:
    """Whether a whole line of a copied page is a button, a player's control, a share link or a sign-up line."""
    if len(line) > _LONGEST:
        return False
    words = line.lower().rstrip(".…!→›»> ").lstrip(_ARROWS)
    if _is_menu(words):
        return True
    if "|" in line and all(map(is_widget, map(str.strip, line.strip("| ").split("|")))):
        return True
    if words in _LINES or words.endswith(_OPENS_ELSEWHERE):
        return True
    start = next((index for index, char in enumerate(line) if char.isalnum()), 0)
    return (
        _OPENINGS.match(line) is not None
        or (start > 0 and _OPENINGS.match(line, start) is not None)
        or opens_sponsor(line)
        or is_read_time(line)
    )


def _is_menu(words: str) -> bool:
    """Whether a line in lower case is a menu: words that pages are called by, or a path of them ("Home > News")."""
    parts = [part for part in _MENU_BETWEEN.split(words) if part]
    if len(parts) >= 2 and parts[0] in ("home", "inicio", "start", "startseite"):
        return True
    return len(parts) >= 3 and all(part in _MENU for part in parts)


def opens_sponsor(line: str) -> bool:
    """Whether a line names the sponsor whose own words follow: "A message from Alder Bank"."""
    return len(line) <= _LONGEST and line[:1] in "AMPSBW" and _SPONSOR.fullmatch(line) is not None


def is_read_time(sentence: str) -> bool:
    """Whether a line or a sentence tells nothing but how long the text is: "Today's edition is 612 words"."""
    if len(sentence) > _LONGEST or not ("word" in sentence or "min" in sentence or "palabras" in sentence):
        return False
    tokens = [token.lower().replace("\u2019", "'") for token in _TOKEN.findall(sentence)]
    units = sum(token in _COUNTED for token in tokens)
    numbers = sum(token[0].isdigit() or token[0] in "½¼¾⅓⅔" or token in _SPELLED for token in tokens)
    others = len(tokens) - units - numbers - sum(token in _AROUND_COUNT for token in tokens)
    if not units or not numbers:
        return False
    told = "read" in tokens or "reading" in tokens or "words" in tokens or "palabras" in tokens or "mins" in tokens
    opens = tokens[0].removesuffix("'s") in _OPENS_COUNT
    if opens and ("edited" in tokens or "edición" in tokens):
        others = max(0, others - 4)
    return (
        told and others <= (2 if opens and len(tokens) > 4 else 0) and (opens or tokens[0] not in ("the", "in", "you"))
    )
