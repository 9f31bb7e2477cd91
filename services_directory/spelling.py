"""One spelling for the many ways a name is written, in Latin and in Arabic script."""

import re
import unicodedata

_ALIKE = {
    "ا": "أإآٱ",
    "ی": "يىئۍېےۓېیٸ",
    "ک": "كڪ",
    "ہ": "هةھۀۂۃە",
    "و": "ؤۋۄ",
    "ن": "ںڼڻڱ",
    "ٹ": "ټٽ",
    "ڈ": "ډڊڏ",
    "ڑ": "ړڙ",
    "گ": "ګڳ",
    "ش": "ښ",
    "ژ": "ږ",
    "ز": "ځ",
    "چ": "څ",
    "ج": "ڄ",
    "ب": "ٻ",
    "پہ": "ڦ",
    "بہ": "ڀ",
    "تہ": "ٿ",
    "ٹہ": "ٺ",
    "دہ": "ڌ",
    "ڈہ": "ڍ",
    "چہ": "ڇ",
}
_ONE_LETTER = {plain: variants for plain, variants in _ALIKE.items() if len(plain) > 1}
_LETTERS = {ord(variant): plain for plain, variants in _ALIKE.items() for variant in variants}
_LETTERS |= {ord(silent): "" for silent in "ءـٴ'’‘`"}
_NOT_A_WORD = re.compile(r"[^\w]+|_")
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫،−", "01234567890123456789.,-")

_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|q"), "k"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"([bdtpj])h"), r"\1"),
    (re.compile(r"ee|ea|ie|iy|y"), "i"),
    (re.compile(r"oo|ou|u"), "o"),
    (re.compile(r"aw|au|ow|o?v|w"), "o"),
    (re.compile(r"ai|ei|ey|ae"), "e"),
    (re.compile(r"c(?=[ei])"), "s"),
    (re.compile(r"c(?!h)|ck"), "k"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[aeio])h(?![aeio])"), ""),
)


_SAME_SOUND = {"ت": "ٹط", "د": "ڈ", "ر": "ڑ", "س": "صث", "ز": "ذضظژ", "ہ": "ح", "ک": "ق", "ا": "ع"}
_HOMOPHONES = {ord(letter): plain for plain, letters in _SAME_SOUND.items() for letter in letters}
_DOUBLED = re.compile(r"(.)\1+")
_ARABIC_SOUNDS = (
    (re.compile(r"(?<=[^اویہ])ہ(?=.)"), ""),
    (re.compile(r"(?<=.)ہ$"), "ا"),
    (_DOUBLED, r"\1"),
)
_CONSONANTS = {
    **dict(zip("بپفتدرسزجچشکخگغلمن", "bpptdrssjcSkkgglmn", strict=True)),
    "f": "p",
    "x": "ks",
}
_VOWELS = {**dict(zip("اویeuy", "aoiioi", strict=True)), "ہ": "", "h": ""}
_LETTERS_OF = {ord(letter): plain for letter, plain in (_CONSONANTS | _VOWELS).items()}
_WITHOUT_VOWELS = {ord(vowel): "" for vowel in "aio"}
_FIRST_VOWELS = frozenset("اویaeiou")


def words_of(text: str) -> list[str]:
    """The words of a text: lower case, without marks or joiners, letters that look alike made one."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).translate(_LETTERS))
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) not in ("Mn", "Cf"))
    return _NOT_A_WORD.sub(" ", bare.casefold()).split()


def spelling_key(text: str) -> str:
    """The same for every spacing and hyphenation of a name: فیصل آباد and فیصلآباد."""
    return "".join(words_of(text))


def one_letter_key(key: str) -> str:
    """A spelling key as Sindhi hands write it: ڀ is one key there, and not بھ."""
    for two, one in _ONE_LETTER.items():
        key = key.replace(two, one)
    return key


def sound_key(key: str) -> str:
    """A spelling key by its sound: Sawabi, Swaabi and Soabi meet, and ت with ٹ and ط."""
    sound = key if key.isascii() else key.translate(_HOMOPHONES)
    for pattern, written in _SOUNDS if key.isascii() else _ARABIC_SOUNDS:
        sound = pattern.sub(written, sound)
    return sound


def skeleton_key(key: str) -> str:
    """The consonants of a spelling key, in one alphabet for both scripts: پشین and Pishin meet in "pSn"."""
    sound = sound_key(key)
    single = _DOUBLED.sub(r"\1", _in_one_alphabet(sound).translate(_WITHOUT_VOWELS))
    return "A" + single if sound[:1] in _FIRST_VOWELS else single


def voiced_key(key: str) -> str:
    """The same with its vowels: پشین and Pishin meet as "pSin" and "piSin"."""
    return _DOUBLED.sub(r"\1", _in_one_alphabet(sound_key(key)))


def _in_one_alphabet(sound: str) -> str:
    return sound.replace("ch", "c").replace("sh", "S").translate(_LETTERS_OF)


def plain_digits(text: str) -> str:
    """The text with Urdu, Arabic and Pashto digits, comma and decimal sign as ASCII ones."""
    return text.translate(_DIGITS)
