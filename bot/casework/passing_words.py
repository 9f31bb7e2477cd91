"""The words around a child's age, a girl or a boy, and the hour of a wedding, as people write them in eight languages.

Urdu, Sindhi, Punjabi and Pashto share a script but not their words; each word is good for every language, unless a
comment says why it is not. Letters are compared as `folded` makes them, so one spelling stands for its keyboards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ALIKE = {"ی": "يىۍ", "ک": "كڪ", "ہ": "هۀۂةە", "ا": "أإٱآ", "گ": "ګ", "و": "ؤ", "ن": "ڼ"}
_LETTERS = str.maketrans({variant: letter for letter, variants in _ALIKE.items() for variant in variants})
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06edـ]")


def folded(text: str) -> str:
    """One spelling for the ways keyboards write a letter; unlike the gazetteer's, Pashto ړ and Urdu ڑ stay apart."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).translate(_LETTERS)).casefold()


def words(text: str) -> frozenset[str]:
    """The folded words of a list."""
    return frozenset(folded(text).split())


def _counted(lists: Iterable[str]) -> dict[str, int]:
    """Each list begins at one; alternatives are parted by a stroke."""
    return {
        each: number
        for spoken in lists
        for number, alternatives in enumerate(folded(spoken).split(), 1)
        for each in alternatives.split("|")
        if each != "-"
    }


NUMBERS = _counted(
    (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
        # Urdu, Punjabi; Punjabi نوں is also the postposition "to" and is left out
        "ایک|اک دو تین|تن چار پانچ|پنج چھ|چھے|چھہ سات|ست آٹھ|اٹھ نو دس گیارہ|یاراں بارہ|باراں تیرہ|تیراں چودہ|چوداں"
        " پندرہ|پندراں سولہ|سولاں سترہ|ستاراں",
        "ek|aik do teen|tin char|chaar panch|paanch|panj chay|chhe|chhay|che saat|sat aath|ath nau|nao das|dus"
        " gyarah|gyara|giyarah|giara barah|bara|baara terah|tera|tehra chaudah|chodah|choda|chouda|chawda"
        " pandrah|pandra|pandara solah|sola|solan satrah|satra|satara",
        # Pashto, as it is counted and as it stands after "of"
        "یو|یوه|یوې دوه|دوو درې|درے|دریو|درېو څلور|څلورو|سلور پنځه|پنځو|پينځه|پينځو|پنزه شپږ|شپږو|شپگ"
        " اووه|اوه|اوو اته|اتو"
        " نهه|نهو لس|لسو یوولس|یوولسو|یولس|یولسو دولس|دولسو|دوولس|دوولسو|دووۀلس ديارلس|ديارلسو څوارلس|څوارلسو|سوارلس"
        " پنځلس|پنځلسو|پينځلس|پنزلس شپاړس|شپاړسو|شپارس اوولس|اوولسو|وولس",
        "yaw|yo|yawa dwa|dwo dre|drei|dray|dreyo salor|tsalor|saloro pinza|pinzo shpag|shpeg|shpago uwa|owa|uwo|owo"
        " ata|atta|ato nahe|naha|naho las|laso  yawolas|yolas|yawolaso dolas|dwolas|dolaso diarlas|dyarlas|diarlaso"
        " swarlas|tsuarlas|swarlaso pinzalas|panzalas|pinzalaso shparas|shparaso uwalas|owalas|uwalaso",
        # Sindhi, as it is counted and as it stands before "of"
        "هڪ ٻه|ٻن ٽي|ٽن چار|چئن پنج|پنجن ڇهه|ڇه|ڇهن ست|ستن اٺ|اٺن|اٹھن نو|نون|نون ڏهه|ڏه|ڏهن يارهن|يارنهن ٻارهن|ٻارنهن"
        " تيرهن|تيرنهن چوڏهن|چوڏنهن پندرهن|پندرنهن|پنڌرهن سورهن|سورنهن سترهن|سترنهن",
        "یک دو سه چهار پنج شش|شیش هفت هشت نه ده یازده دوازده سیزده چهارده|چارده پانزده شانزده هفده",
    )
)
ONE = words("one a ek aik ایک اک یو یوه هڪ یک yaw yo")
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety hundred بیست سی چهل پنجاه شصت هفتاد هشتاد صد")

PASHTO_OF = words("کالو کلو kalo kalu میاشتو miashto myashto ورځو")
"""So many years and "of" in one word."""
YEARS = words(
    "year years yr yrs saal sal saalon baras varhe سال سالوں برس برسوں سالاں ورھے ورھیاں سالن ورهين کاله کالو کال کلو"
    " kala kaal kalo kalu سالش"
)
AGED = words("ساله کلن کلنه کلنې کلنی کلنے سالیم kalan kalana kalane saala sala salah saalah")
"""Words that mean "so many years old", right behind the number."""
PASHTO_AGED = words("کلن کلنه کلنې کلنی کلنے kalan kalana kalane")
"""Of these Pashto says hardly anything but a person's age."""
MONTHS = words(
    "month months mahine mahina mahinay maheene mah ماه مہینے مہینہ مہینوں مہینیاں ماهه مياشتو مياشتې مياشتنی"
    " مهينن مهينا"
    " miasht miashto myashto"
)
MONTHS_AGED = words("ماهه")
DAYS = words("day days week weeks din dino hafte haftay دن دناں ہفتے هفتو ورځو ورځنی هفته روزه ڏينهن ڏينهنن")
NEWBORN = words("newborn نومولود شیرخوار نوزاد naumolood nomolood")
OLD = words("old")
OF = words(
    "ka ki ke k kay ko کا کی کے دا دی دے جو جي جا جون wala wali walay wale والا والی والے واري وارو وارا آلا آلی آلے"
)
"""What ties a number of years to what is so old, in the languages that put it behind."""
AGES = words("age aged umar umr umer عمر سنش عمرش عمرې")
PRISON = words("qaid saza قید سزا حبس qed")
LIFE_WITH = words("hai h he is was are around about almost nearly only just sirf taqreeban takreeban ki ye yi ba de da")
BETWEEN = LIFE_WITH | words(
    "ہے تقریبا صرف قریب ئې یې ئے به دی ده دے هم اش شان آهي اس است حدود یا ابھی abhi مے مې mi me me"
)
ABOUT = words(
    "about around almost nearly only just barely merely a an the little small sirf abhi taqreeban takreeban"
    " qareeban mahaz"
    " صرف ابھی تقریبا محض فقط حدود لا تش اڃا د da آیس حالی yet still now اجے ہن"
)
"""May stand between who it is and the number."""

BE = words(
    "is are hai hain he h hay tha thi hun hoon hu ho hoga hogi ہے ہیں تھا تھی تھے ہو ہوں ہوگا ہوگی ہوگی اے سی"
    " نیں آں آهي آهن"
    " آ هئي هو هيو دی دے ده دي وو وه de di yam یم یمه ست است اس هست دارد داره بود استم هستم لري"
)
SELF_BE = words("hun hoon hu ہوں آں یم یمه yam استم هستم آهيان")
AND = words(
    "and but who which aur or lekin magar jo اور لیکن مگر او و ۽ تے خو پر ولې kho ao aw جو چې چہ که مگم خو ten te"
)
COMMA, STOP = ",", "."

AGO = words(
    "ago back later before earlier missing gone since for without more less under younger older pregnant hamla"
    " se sey pehle pehlay phle pahle tak baad bad bd guzar guzray purana purani purane andar doran liye lie hogaye"
    " سے پہلے تک بعد پرانا پرانی پرانے اندر دوران لیے لئے گزر گزرے حاملہ توں پہلاں مگروں"
    " کان اڳ پوءِ تائين پراڻو پراڻي وړاندې وړاندی مخکې مخکی مخکے راهيسې راسې راسے راهسې پورې پس وروسته دپاره"
    " لپاره کيږي کيږی"
    " پیش قبل بعد تا از شده میشه میشود گذشته کم کمتر بیشتر makhke makhki wrande rase pas oshu osho oshwe kegi pore"
    " kam zyada upar neeche chota choti کم زیادہ اوپر نیچے چھوٹا چھوٹی تھلے ہو"
)
"""Behind a number of years: a length of time, or a limit, and no age."""
FOR = words(
    "for last past since after before within during every each next another in over under below above than till"
    " until upto"
    " pichle pichlay guzishta har agle پچھلے گزشتہ ہر اگلے مدت برای بری از پس هر تېرو تیرو تېر له لا روسته گذشته"
    " گذريل پوين ايندڙ class grade jamaat جماعت صنف ٹولگي"
)
"""Before a number of years: the same."""
THEN = words("jab tab jb tb when then جب تب جدوں تدوں چې جڏهن تڏهن که وقتی")
"""Behind "was so old": an age of another time."""
OR_ELSE = words("or maybe perhaps ya shayad یا شاید کنه يا شايد")
WHEN = words("when while jab جب جدوں کله وقتی وختی جڏهن at from agar if اگر")
"""Before in the same clause: an age of another time."""

THINGS = words(
    "case debt loan qarz qarza contract agreement house building school kiln car video photo law story dispute"
    " fight war"
    " prison jail imprisonment sentence job work course plan programme program project matter baat mamla muqadma jhagra"
    " dushmani tankhwah mazdoori mulazmat ghulami zulm bill fees fee phone mobile motorcycle rickshaw truck shop"
    " wall tree"
    " cow buffalo goat donkey dog animal promise treatment gap ban experience relationship"
    " قرض قرضہ قید سزا معاہدہ کورس ڈگری پروگرام منصوبہ جنگ تجربہ تقریب جشن سالگرہ مدت عرصہ رفاقت تعلق ملازمت"
    " غلامی مزدوری"
    " تنخواہ مقدمہ کیس جھگڑا دشمنی بات معاملہ گھر مکان سکول ویڈیو تصویر گاڑی گائے بھینس بکری کتا گدھا رکشہ موبائل درخت"
    " پابندی وعدہ علاج کام کرایہ فیس پیشگی پلان کھاتہ حبس زندان کار تجربه پروژه قرارداد پول خانه مکتب موتر گاو بز جنجال"
    " پور قید کور سکول جنګ کار تنخا دښمني معاهده لانجه خوسکی غوا ويډيو سيمه قرضو ڪيس جهيڙو ڍڳي مينهن ايڊوانس"
)
"""What can be so many years old, or last so long, and is no child."""
ADULTS = words(
    "man men woman women husband wife father mother dad mom uncle aunt teacher boss employer landlord stepfather"
    " stepmother"
    " grandfather grandmother seth malik aadmi admi mard aurat shohar miyan biwi baap abbu maa ammi chacha mamu"
    " khala dada"
    " groom dulha molvi ustad boorha buddha آدمی مرد عورت شوہر خاوند بیوی باپ ابو ماں امی چچا ماموں خالہ دادا"
    " نانا دولہا مولوی"
    " استاد سیٹھ مالک بوڑھا بوڑھے بڈھا سړی سړي ښځه خاوند مېړه پلار مور کاکا ماما استاذ مڙس پيءُ ماءُ چاچو وڏيرو"
    " شوهر پدر مادر"
    " زن خانم معلم پیرمرد چاچے مامے تره ترور خان saray plar mor ustaz"
)

GIRL = words(
    "girl girls daughter daughters schoolgirl larki larkiyan larkiya larkion larkiyon beti betiyan bachi"
    " bachiyan bachiyon"
    " لڑکی لڑکیاں لڑکیوں بیٹی بیٹیاں بیٹیوں بچی بچیاں بچیوں بچیاں"
    " نجلۍ نجلی انجلۍ انجلی نجونې نجونو جينۍ جينکۍ جينکۍ جینکئ جينکو هلکۍ ماشومه ماشومې لورکۍ jinai jinay jeenai"
    " jinakai"
    " njilai najlai anjalai mashuma"
    " ڇوڪري ڇوڪريءَ ڇوڪريون ڇوڪرين نياڻي نياڻيءَ نياڻيون ٻارڙي ڌيءَ ڌي ڌيئر chokri niyani"
    " دھی دھیاں منڈی dhee"
    " دختر دخترک دختران دخترم دخترش دختری دخترها dukhtar"
)
BOY = words(
    "boy boys son sons schoolboy larka larke larkay larkon larkey beta bete betay beton"
    " لڑکا لڑکے لڑکوں بیٹا بیٹے بیٹوں"
    " هلک هلکان هلکانو زوی زوي زامن ځوی halak halakan zoy zoi zwe"
    " ڇوڪرو ڇوڪرا ڇوڪرن ڇورو ٻارڙو نينگر chokro chokra"
    " منڈا منڈے منڈیاں پتر پتراں munda mundey"
    " پسر پسرک پسران پسرم پسرش پسری پسرها pesar"
)
PASHTO = words("د ئې ئے یې مې مے چې چہ په")
LEFT_OVER = words("بچی bachi")
"""Girl, but in Pashto "children", and in Urdu also "what is left" beside one of `LEFT_BESIDE`."""
LEFT_BESIDE = words("ہوئی ہوئ hui huwi kuchi کچی جان jaan jan")
SINDHI_GIRL = words("ڇوڪري")
"""Girl, but the boy where one of these stands behind."""
SINDHI_BEHIND = words("کي جو جي جا جون سان کان تي مان وٽ لاءِ")
TIED_GIRL, TIED_BOY = words("لور لورې lur loor کڑی کڑیاں"), words("پٽ پٹ puttar put")
"""Daughter, girl and son, but also "towards", "harsh" and "beaten": only right behind one of `TIES`."""
TIES = words(
    "زما زموږ زمونږ خپله خپلې خپل دهغه zama khpala khpali khpal zmung منهنجو منهنجي پنهنجو پنهنجي سندس اسان"
    " میری ساڈی اوہدی ایہدی نکی اک اوس میرا ساڈا اوہدا mera meri"
)
CHILDREN = (
    GIRL
    | BOY
    | words(
        "child children kid kids baby infant toddler pupil student orphan nephew niece grandson granddaughter"
        " brother sister"
        " cousin teenager minor bacha bache bachay bacho bachon bachey yateem bhai behan behen bhanja bhanji"
        " bhatija bhatiji pota"
        " poti nawasa nawasi shagird بچہ بچے بچوں بھائی بہن بھانجا بھانجی بھتیجا بھتیجی پوتا پوتی نواسہ نواسی"
        " شاگرد یتیم طفل بال"
        " بالاں نیانا نیانے بھرا بھین ماشوم ماشومان ماشومانو ورور خور وراره خورئی لمسی لمسۍ یتیم وړوکی وړوکے"
        " mashum mashom"
        " mashuman wror khor ٻار ٻارڙا ٻارن ڀاءُ ڀيڻ پوٽو پوٽي ڏوهٽو ڀاڻيجو شاگرد يتيم کودک اطفال نواسه برادر"
        " خواهر برادرم خواهرم"
        " برادرزاده خواهرزاده طفلک لالایم بچه بچهٔ خدمتکار ملازمہ"
    )
)
SHE = words("she her hers")
HE = words("he him his")
THEY = SHE | HE | words("wo woh us uski uska وہ اس اوہ ایہہ هو هوءَ هن هغه hagha هغې")
"""Who was spoken of, standing right before the number."""
SELF = words(
    "i im main mein mai meri me myself میں میری میرا زه زۀ زما za zama zma مان آئون منهنجي من مه مرا سنم عمرم mera"
)
SMALL = words(
    "old masoom masoum chhoti choti chota chhota choti choti ghareeb gareeb yateem nanhi nanha masum sagi"
    " sautela ek aik"
    " little small poor orphan afghan hindu christian deaf disabled innocent own wali wala si hindu masihi"
    " معصوم چھوٹی چھوٹا چھوٹے یتیم غریب ننھی ننھا افغان ایک اک سی گونگی بہری والی والا والے کمسن نکی نکا نکے میری میرا"
    " وړوکی وړه وړې يتيم غريب يو يوه ننڍي ننڍو ننڍڙي ننڍڙو معذور هڪ کوچک خورد یتیم غریب مظلوم افغان را ره"
)
"""May stand between so many years and the child."""
NO_CHILD_AFTER = words("labour labor marriage marriages labourer work helpline protection")

SEVERAL = words(
    "girls boys larkiyon larkion larkon bachiyon لڑکیوں لڑکوں بچیوں دختران پسران نجونو هلکانو ڇوڪرين ڇوڪرن نياڻين"
    " بچیاں منڈیاں کڑیاں"
)
SCHOOLS = words(
    "school schools primary high college colleges hostel hostels madrasa madrassa toilet toilets side"
    " سکول اسکول کالج ہاسٹل مدرسہ مدرسے مکتب ليسه لیسه ښوونځی"
)
"""Beside several girls or boys: a school of theirs, and no child."""
OTHERS = words("friend friends wale walay walon والوں سہیلی دوست دوستوں saheli dost doston")
"""Behind a girl or a boy: a friend, or the family of a bride, and not the child itself."""
DOES = words(
    "told tells says said saw asks asked thinks knows ne نے bataya kehti kehta kehte beats hits threatens threatening"
    " blackmails blackmailing forces forcing harasses harassing touches touching teases teasing follows"
    " following sends sending"
    " sent rapes raping abuses abusing wants kidnaps stole steals beating hitting وائي وايي ووې ويل wayi چوي چيو"
    " ٻڌايو میگوید میگه"
    " گفت آکھدا آکھدی دسیا"
)
"""Behind a girl or a boy: who tells of it or does it, and so perhaps not the one who suffers it."""
A_CHILD = words("bacha بچہ")
"""One child, which may be a boy as well."""
EITHER_BOY = words("bacha bache bachay بچہ بچے بچه brother bhai بھائی ورور ڀاءُ برادر بھرا wror")
EITHER_GIRL = words("sister behan behen بہن خور ڀيڻ خواهر بھین khor")
JOINED = words("and aur or اور یا ya او و ۽ تے ao aw یا")

WEDDINGS = words(
    "wedding nikah nikkah marriage barat baraat rukhsati shadi rukhsti شادی نکاح رخصتی بارات برات جنج ویاہ واده"
    " وادۀ نکاح"
    " wada nika شادي نڪاح رخصتي ڄڃ عروسی نکاح طوی wadah"
)
MARRIED = words("married marry marrying wed")
SOON = words("tonight tomorrow امشب فردا")
"""Kal and کل are both yesterday and tomorrow, سبا is also morning, صبا also a name: none of them is beyond doubt."""
CALLED_OFF = words("cancelled canceled postponed stopped ruk rukwa rukwai رک رکوا رکوائی ٹوٹ منسوخ ملتوی")
SOON_PAIRS = frozenset(
    tuple(folded(pair).split())
    for pair in (
        *("aaj raat", "aj raat", "aaj rat", "aj rat", "aaj shaam", "aaj sham", "آج رات", "آج شام", "اج رات", "اج راتی"),
        *("نن شپه", "ننئ شپه", "ننۍ شپه", "نن ماښام", "nan shpa", "اڄ رات", "اڄ شام", "this evening", "this afternoon"),
    )
)
NOT_SURELY = words(
    "not no never if unless may might maybe perhaps stopped stop cancelled canceled postponed was were last ago"
    " after later "
    " week month weeks months days friday saturday sunday monday tuesday wednesday thursday before"
    " decided decide fixed"
    " talk talked heard learned learnt call called say said says refuse refused"
    " nahi nahin nai na agar shayad tha thi thay ruk rukwa rok toot agle agla hafte haftay mahine mah baad"
    " bad din tay tey"
    " bataya kaha suna baat eid jumma juma itwar"
    " نہیں نہ اگر شاید تھا تھی تھے رک رکوا روک ٹوٹ اگلے اگلا ہفتے مہینے ماہ بعد دن طے بتایا کہا سنا بات عید"
    " جمعہ جمعے اتوار نئیں جے سی"
    " نه نشته که شايد وو وه به بل هفته مياشت وروسته ورځ اختر وويل واورېدل ناهي ڪونه نٿو جيڪڏهن هئي هو هفتي"
    " مهيني پوءِ ڏينهن چيو"
    " نیست اگر شاید بود هفته ماه بعد روز عید گفت شنیدم نمی nahe ka shayad wo bala hafta miasht eid"
)
