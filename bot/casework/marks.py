"""Numbers and addresses that belong to one person: identity cards, phones, accounts, receipts, mail, links.

Every function takes plain text (see plain_text) and yields spans in it. The patterns run in linear time: each
starts only where a run of its characters starts, or has no part that can match the same run twice.
"""

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumberType

Span = tuple[int, int]

GAP = r"[\s\-‐‑–—−.·_/\\ـ]{0,3}"
NUMBER = re.compile(rf"\d(?:{GAP}\d){{9,}}")
RUNS = re.compile(r"\d+")
CNIC = re.compile(rf"(?<!\d)[1-9]\d{{4}}{GAP}\d{{7}}{GAP}\d(?!\d)")
OLD_CARD = re.compile(r"(?<!\d)\d{3}-\d{2}-\d{6}(?!\d)")
CODE = re.compile(rf"(?<!\d)\d{{4}}(?:{GAP}\d{{4}}){{3}}(?!\d)")
PERSONAL_LENGTHS = {13: "cnic", 16: "receipt_code"}
YEAR_OR_HELPLINE = re.compile(r"(?:19|20)\d\d|1121|1122|1099|1799|1124|1717|1195")

MOBILE = re.compile(
    rf"(?<!\d)(?:(?:\+|00){GAP}92{GAP}(?:\(?0\)?{GAP})?|92{GAP}|\(?0{GAP})3(?:{GAP}\d){{2}}\)?(?:{GAP}\d){{7}}(?!\d)"
)
BARE_MOBILE = re.compile(rf"(?<!\d)3\d\d{GAP}\d{{3}}{GAP}\d{{4}}(?!\d)")
LANDLINE = re.compile(rf"(?<!\d)(?:(?:\+|00)92{GAP}\(?0?|\(?0)\d{{2,4}}\)?{GAP}\d{{5,8}}(?!\d)")
ROUND_SUM = re.compile(r"0{5,}$")
NOT_PERSONAL = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.UAN,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
}
MOST_PHONE_TRIES = 500  # of phonenumbers' own matcher, whose work grows with what merely looks like a number

IBAN = re.compile(rf"(?<![^\W_])PK{GAP}\d{GAP}\d{GAP}[A-Z]{{4}}(?:{GAP}\d){{16}}(?![^\W_])", re.IGNORECASE)
ACCOUNT = re.compile(
    r"(?<!\w)(?:a/c|acct?|account|khata|اکاؤنٹ|اکاونٹ|کھاتہ)[ .:#]{0,3}"
    rf"(?:(?:no|num|number|نمبر|is|ہے)[ .:#]{{0,3}}){{0,2}}(\d(?:{GAP}\d){{7,19}})(?!\d)",
    re.IGNORECASE,
)

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@\w[\w-]*+(?:\.\w[\w-]*+)+")
SPELT_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{2,64}+"
    r"(?:\s?@\s?(?:gmail|yahoo|hotmail|outlook|icloud|proton)(?!\w)"
    r"|\s?(?:@|[(\[]at[)\]]|\sat\s|ایٹ)\s?(?:gmail|yahoo|hotmail|outlook|live|icloud|proton(?:mail)?)"
    r"\s?(?:\.|[(\[]dot[)\]]|\sdot\s|ڈاٹ)\s?com(?!\w))",
    re.IGNORECASE,
)

HANDLE = re.compile(r"(?<![\w@.+-])@(?=[\w.]*[^\W\d_])\w[\w.]+")
NETWORK = re.compile(
    r"(?<!\w)(?:insta(?:gram)?|facebook|fb|snap(?:chat)?|tik ?tok|telegram|tg|whats ?app|twitter|imo|discord|"
    r"pubg|messenger|user ?name|انسٹا(?:گرام)?|فیس ?بک|سنیپ ?چیٹ|ٹک ?ٹاک|ٹیلی ?گرام|واٹس ?ایپ|آئی ?ڈی)"
    r"(?:[ :=-]{1,3}(?:id|account|handle|user ?name|name|user|is|hai|pe|par|پر|آئی ?ڈی|اکاؤنٹ|ہے)){0,3}"
    r"([ :=-]{1,3})([a-z0-9][a-z0-9._]{2,40})",
    re.IGNORECASE,
)
TAIL = ".,;:!?)]}'\"،۔؟»”’"
PATH = r"[^\s<>\"،۔؟«»“”]"
LINK = re.compile(
    rf"(?<![\w@.])(?:[a-z][a-z0-9+]{{1,9}}://|www\.){PATH}+"
    # "told.me" is a missing space, "t.me" is not
    rf"|(?<![\w@.-])(?:(?:t|wa|m)\.me|youtu\.be|(?:[a-z0-9][a-z0-9-]*+\.)+(?:com|net|org|pk|ly|gg|io|tv|co|info|app|xyz))"
    rf"(?![\w-])(?:/{PATH}*)?",
    re.IGNORECASE,
)
OFFICIAL = re.compile(r"(?:https?://)?(?:[\w-]+\.)*gov\.pk(?:/|$)", re.IGNORECASE)


def cnics(spoken: str) -> Iterator[Span]:
    """Yield identity card numbers: 5-7-1, thirteen digits however grouped, and the old 3-2-6 card."""
    for pattern in (CNIC, OLD_CARD):
        yield from (found.span() for found in pattern.finditer(spoken))
    yield from _loose(spoken, "cnic")


def receipt_codes(spoken: str) -> Iterator[Span]:
    """Yield sixteen digits in a row or in fours: our own receipt codes, and bank cards."""
    for found in CODE.finditer(spoken):
        if not _is_list(found.group()):
            yield found.span()
    yield from _loose(spoken, "receipt_code")


def phones(spoken: str) -> Iterator[Span]:
    """Yield numbers that ring one person or household; never helplines, 0800 or 111 numbers."""
    for pattern in (MOBILE, BARE_MOBILE, LANDLINE):
        for found in pattern.finditer(spoken):
            if _is_personal_phone(found.group()):
                yield found.span()
    for match in phonenumbers.PhoneNumberMatcher(spoken, "PK", max_tries=MOST_PHONE_TRIES):
        if phonenumbers.number_type(match.number) not in NOT_PERSONAL:
            yield match.start, match.end


def accounts(spoken: str) -> Iterator[Span]:
    """Yield Pakistani IBANs and the number after "account", whatever the checksum: a slip still tells."""
    yield from (found.span() for found in IBAN.finditer(spoken))
    yield from (found.span(1) for found in ACCOUNT.finditer(spoken))


def emails(spoken: str) -> Iterator[Span]:
    """Yield e-mail addresses, also "name at gmail dot com"."""
    for pattern in (EMAIL, SPELT_EMAIL):
        yield from (found.span() for found in pattern.finditer(spoken))


def links(spoken: str) -> Iterator[Span]:
    """Yield web and app addresses, without the punctuation after them; government sites are nobody's."""
    for found in LINK.finditer(spoken):
        address = found.group().rstrip(TAIL)
        if not OFFICIAL.match(address):
            yield found.start(), found.start() + len(address)


def handles(spoken: str) -> Iterator[Span]:
    """Yield @names, and the account name after the name of a network ("insta id: ali_123")."""
    for found in HANDLE.finditer(spoken):
        yield found.start(), found.start() + len(found.group().rstrip("."))
    for found in NETWORK.finditer(spoken):
        name = found.group(2).rstrip(".")
        if any(map(str.isalpha, name)) and (":" in found.group(1) or re.search(r"[._0-9]", name)):
            yield found.start(2), found.start(2) + len(name)


def _loose(spoken: str, kind: str) -> Iterator[Span]:
    """Thirteen or sixteen digits spelt one by one, or broken at odd places by something but a space."""
    for found in NUMBER.finditer(spoken):
        groups = RUNS.findall(found.group())
        one_by_one = all(len(group) == 1 for group in groups)
        spaced = any(char.isspace() for char in found.group())
        known = PERSONAL_LENGTHS.get(sum(map(len, groups))) == kind
        if known and (one_by_one or not spaced) and not _is_list(found.group()):
            yield found.span()


def _is_list(number: str) -> bool:
    """Years or helplines one after another ("1121 1122 1099 1799") are no code."""
    groups = RUNS.findall(number)
    return len(groups) > 1 and all(YEAR_OR_HELPLINE.fullmatch(group) for group in groups)


def _is_personal_phone(written: str) -> bool:
    only = "".join(RUNS.findall(written))
    if ROUND_SUM.search(only):
        return False
    international = "+" if written.startswith("+") or only.startswith("92") else ""
    try:
        number = phonenumbers.parse(international + only, "PK")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) not in NOT_PERSONAL
