"""Words around a personal name in the languages people write, and the form in which words are compared."""

import re
import unicodedata

# Urdu, Arabic, Pashto and Sindhi keyboards write the same name with different letters: one for each sound.
LETTERS = str.maketrans("يىېۍئكڪةهھۂۃأإٱؤ", "یییییککہہہہہاااو")
MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}ـ'’`])*")
IZAFAT = "\u0650"  # the zer that ties "gulshan-e" to "Iqbal"


def name_form(word: str) -> str:
    """Return the form in which two spellings of a word are one: no case, marks, apostrophes, doubled letters.

    >>> name_form("Hassaan") == name_form("hasan"), name_form("Nadeem") == name_form("nadim")
    (True, True)
    """
    bare = "".join(char for char in unicodedata.normalize("NFKD", word.translate(LETTERS)) if char.isalpha())
    bare = bare.replace("ـ", "").translate(LETTERS).casefold()
    if not bare.isascii():
        return bare
    bare = bare.replace("ee", "i").replace("oo", "u").replace("ou", "u").replace("ph", "f")
    return re.sub(r"(.)\1+", r"\1", bare)


def forms(words: str) -> frozenset[str]:
    """Return the compared forms of the words in a text."""
    return frozenset(name_form(word) for word in words.split())


def phrase(alternatives: str) -> str:
    """Return a pattern for any of the phrases (one a line), as whole words, however widely spaced."""
    spaced = [r"\s{1,3}".join(line.split()) for line in alternatives.translate(LETTERS).strip().splitlines()]
    return rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"


# What follows one of these is a name, whatever it is.
BEFORE_ANY_NAME = re.compile(
    phrase(
        r"""
        names? (?:is|are|was|were)
        name\s?[:=]
        named
        [sdwc]\s?/\s?o
        na+m(?!\s+(?:ka|ki|ke|se|par|pe)\b)
        نام(?!\s+(?:کا|کی|کے|سے|پر)\b)
        مسم[یى]
        مسمات
        مسماۃ
        ولد
        ولدیت
        زوجہ
        بنت
        نوم
        نالو
        نامش
        """
    ),
    re.IGNORECASE,
)

# What follows this word is one if it is known or capital, also later on: "the name of the boy is Asad".
THE_WORD_NAME = re.compile(phrase("name"), re.IGNORECASE)

# What follows one of these is a name if it is a known one, or written with a capital letter.
BEFORE_A_NAME = re.compile(
    phrase(
        r"""
        called
        (?:son|daughter|wife|brother|sister|father|mother|husband|cousin|widow) of
        (?:son|daughter|wife|brother|sister|father|mother|husband|uncle|aunt|cousin|neighbou?r)
        (?:bint|walad|wald|zauja|zoja)
        (?:mr|mrs|miss|ms|mst|dr|prof)\.?
        (?:haji|hajji|hafiz|qari|maulana|molana|molvi|maulvi|mufti|mulla|mullah|ustad|ustaz|ustani|master)
        (?:teacher|sir|madam|uncle|aunty?|chacha|mamu|mamoo|bhai|baji|khala|kaka|lala|dada)
        (?:constable|inspector|sho|dsp|asi|nazim|numberdar|sardar|nawab|pir|peer|thekedar)
        (?:جناب|مسٹر|محترمہ|ڈاکٹر|حاجی|حافظ|قاری|مولانا|مولوی|مفتی|ملا|استاد|ماسٹر|سردار|نواب|پیر)
        (?:چچا|چاچا|ماموں|بھائی|باجی|خالہ|انسپکٹر|کانسٹیبل|ٹھیکیدار|بیٹا|بیٹی|بہن)
        """
    ),
    re.IGNORECASE,
)

# What stands before one of these is a name if it is a known one, or written with a capital letter.
AFTER_A_NAME = re.compile(
    phrase(
        r"""
        [sdwc]\s?/\s?o
        (?:walad|wald|bint|zauja|zoja|nami|naami)
        naam (?:ka|ki|ke)
        نام (?:کا|کی|کے)
        (?:ولد|بنت|زوجہ|نامی)
        """
    ),
    re.IGNORECASE,
)

# What stands before one of these is a name only if it is a known one: "Malik sahib", but "Principal sahib".
AFTER_A_KNOWN_NAME = re.compile(
    phrase(
        r"""
        (?:sahib|sahab|saab|sahiba|bhai|chacha|baji|uncle|aunty)
        (?:صاحب|صاحبہ|بھائی|چچا|باجی|انکل)
        """
    ),
    re.IGNORECASE,
)

# Stands between a cue and the name.
LINKING = forms(
    "is was are were of the this boy girl child man woman bacha bache bachi larka larke larki ladka ladki "
    "hai he hy tha thi ka ki ke apna mera meri uska uski us iska یہ ہے تھا تھی ہیں کا کی کے بچے بچی لڑکے "
    "لڑکی یې یی مې می دې آهي سندس هن او دی"
)

# Never a name, though it follows a cue: "his name is not known", "naam nahi pata", "نام معلوم نہیں".
NOT_AFTER_CUE = LINKING | forms(
    "a an and or but not no nobody none unknown known hidden secret on in at to by for from with without "
    "as if so because who whom which what when where why how that these those there here he she it they "
    "we you i me my his her their our your its only just also very please same different changed said "
    "told given written mentioned sure safe afraid going coming being been have has had do does did will "
    "would can could should must may know say tell ask give take keep write police officer teacher driver "
    "farmer landlord neighbour neighbor doctor mother father brother sister uncle aunt parents family "
    "school village city district street town person people someone anyone everyone children kids boys "
    "girls child's one two three some any all many more most another other local poor rich old young "
    "small big year years age aged calling names name tag list number like honour honor islam religion "
    "god love marriage work help money nahi nahin nai nhi na mat pata pta maloom malum maaloom batana "
    "bataya batao bata btana btao likhna likho likha likhein lena lene lete lia liya le lo de diya dena "
    "par pe pr per mein mai main se ko ne wo woh ye yeh hai hain hn tha thay thi ho hona hua hui gaya gya "
    "gayi kya kia kyun kaun kon koi kuch kuchh sab sirf bhi hi toh aur ya lekin magar agar jo jis jab tab "
    "phir ab abhi nikal nikalo chupa chupana zahir badal badnam badnaam wala wali wale sun sunkar ek aik "
    "teen is us un iss uss mujhe mujhay mera meri mere tera teri hamara humara hum ham aap ap tum unka "
    "unki uske iske inka apni apne naam nam izzat ghairat mazhab shadi larkiyan rakhna rakho rakha kisi "
    "kahin yahan wahan aisa nihad samne aata ata sahib sahab saab jee ji sath jan jaan after نہیں نہ نا "
    "مت پتہ پتا معلوم بتانا بتایا بتاؤ بتائے بتاتا بتا لکھنا لکھا لکھیں لینا لیتے لیا لے لو دے دیا دینا "
    "پر میں سے کو نے وہ ہے ہیں تھا تھے تھی ہو ہوا ہوئی گیا گئی کیا کیوں کون کوئی کچھ سب صرف بھی ہی تو اور "
    "یا لیکن مگر اگر جو جس جب پھر اب ابھی نکال چھپا چھپانا ظاہر بدل بدنام والا والی والے سن ایک دو اس ان "
    "مجھے میرا میری میرے آپ تم ہم اپنا اپنی اپنے نہاد رکھنا رکھا رکھیں کسی یہاں وہاں صاحب صاحبہ جی جان "
    "ساتھ تک کر کرکے درج خفیہ عمر مقام سامنے نه ده دی په د ته نشته ڪونهي آهي جي ۾ کي است نیست را در از "
    "ولدیت اسلام مذہب غیرت عزت شادی"
    " wrong right correct missing fake cut begum غلط درست صحیح جعلی کاٹ کٹ دیتے دیتا دیتی لیتا لیتی لکھتے بگاڑ بیگم"
)

# Makes a name of a word that otherwise needs company: "Gul Khan", "نور بی بی", "Rahmat Ullah".
NAME_ENDINGS = forms("khan خان bibi بی بیبی begum بیگم ullah اللہ bakhsh bux بخش masih مسیح jan جان خیل")

OPEN_NAMES = forms("abdul abd عبد عبدل")  # half a name: the next word is the rest

# The names next to these are a place, an institution or a sacred person.
PLACE_AFTER = forms(
    "abad pur town colony nagar chowk road street goth foundation trust bank fund alert act bill plaza "
    "cantt ganj garh آباد پور ٹاؤن ٹاون کالونی نگر چوک روڈ گوٹھ کینٹ بینک فاؤنڈیشن ٹرسٹ الرٹ ایکٹ قانون "
    "گنج گڑھ روډ"
)
PLACE_BEFORE = forms(
    "e hazrat prophet nabi rasool mohalla goth killi kili basti kot dera chak gulshan gulistan district "
    "tehsil village bagh qila jamia fi حضرت نبی رسول محلہ گوٹھ کلی بستی کوٹ ڈیرہ چک گلشن گلستان ضلع تحصیل "
    "گاؤں باغ قلعہ جامعہ فی"
)
SACRED = (  # and places and offices of that name
    "ya ali",
    "maula ali",
    "ya hussain",
    "imam hussain",
    "imam hasan",
    "imam mahdi",
    "imam bargah",
    "imam ali",
    "bibi fatima",
    "quaid e azam",
    "wazir e azam",
    "یا علی",
    "مولا علی",
    "یا حسین",
    "امام حسین",
    "امام حسن",
    "امام مہدی",
    "بی بی فاطمہ",
    "وزیر اعظم",
    "قائد اعظم",
    "معاذ اللہ",
    "ملک بدر",
    "عدالت عالیہ",
)

# A name by its shape: Abdul…, …ullah, …uddin.
NAME_SHAPE = re.compile(r"عبدال\w{2,}|\w{2,}اللہ|\w{2,}الدین|abd[aeu]l\w*|\w{3,}ul+ah|\w{3,}ud+in")
NOT_BY_SHAPE = forms(
    "inshallah insha'ullah bismillah mashallah mashaullah subhanallah rasulullah baitullah kalamullah "
    "rasoolullah inshaullah alhamdulillah ماشااللہ انشااللہ انشاءاللہ ماشاءاللہ بسماللہ رسولاللہ بیتاللہ "
    "سبحاناللہ یااللہ شاءاللہ نعوذباللہ الااللہ معاذاللہ جزاکاللہ عنداللہ"
)
