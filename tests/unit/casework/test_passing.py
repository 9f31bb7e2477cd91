"""Facts said in passing: heard where they are plain, in every language; nothing where they could be read two ways."""

from __future__ import annotations

import pytest

from bot.casework.ages import age_said
from bot.casework.model import AgeBand, Sex
from bot.casework.passing import sex_said, wedding_soon

_0, _6, _12, _15 = AgeBand.to_5, AgeBand.to_11, AgeBand.to_14, AgeBand.to_17
AGES = (
    ("a 9 year old boy works in a kiln", _6),
    ("the girl is 14-year-old and locked in", _12),
    ("12 yr old maid is beaten", _12),
    ("13yo boy sleeps at the bus stand", _12),
    ("a ten year old girl works as a maid", _6),
    ("he is missing, age 12, blue shirt", _12),
    ("aged 16, taken by the police", _15),
    ("a girl of 12 is being married next week", _12),
    ("she is 3 years old and alone on the road", _0),
    ("they beat him every day, he is 13", _12),
    ("a girl (12) was sold", _12),
    ("my son is seven years of age", _6),
    ("a 6 months old baby is left alone", _0),
    ("a boy, 9 years, has worked here for 3 years", _6),
    ("a 12 year old girl is married to a man of 45", _12),
    ("he is ten y/o", _6),
    ("نو سال کا لڑکا ورکشاپ میں کام کرتا ہے", _6),
    ("۱۲ سال کی بچی کی شادی ہو رہی ہے", _12),
    ("چودہ سالہ لڑکی گھر سے غائب ہے", _12),
    ("بچی کی عمر دس سال ہے", _6),
    ("لڑکی عمر 16، گھر سے نکالی گئی", _15),
    ("چھ ماہ کی بچی کو چھوڑ گئے", _0),
    ("نومولود کو کوڑے پر چھوڑ گئے", _0),
    ("تیرہ سال کی لڑکی تین سال سے قید ہے", _12),
    ("میری عمر 11 ہے، ابو مارتے ہیں", _6),
    ("وہ صرف آٹھ سال کا ہے", _6),
    ("9 saal ka larka bhatte par kaam karta hai", _6),
    ("bachi ki umar 10 saal hai", _6),
    ("larki umar 15, ghar se gayi", _15),
    ("wo 12 saal ki hai", _12),
    ("kal nikah hai larki 14 ki hai", _12),
    ("teen saal ki bachi akeli hai", _0),
    ("13 sal wale larke ko pistol di", _12),
    ("6 mahine ka bacha bhooka hai", _0),
    ("charas peeta hai, 13 saal ka hai", _12),
    ("د لسو کالو هلک کار کوي", _6),
    ("جينۍ ديارلس کلنه ده", _12),
    ("زما ورور دولس کالو دے، وهي يې", _12),
    ("زوی مې پنځلس کلن دی", _15),
    ("د څلورو کالو ماشوم يوازې دی", _0),
    ("د شپږو مياشتو ماشوم ناروغه دی", _0),
    ("عمر يې لس کاله دی", _6),
    ("12 kalan halak kar kawi", _12),
    ("jinai 13 kalana da", _12),
    ("umar ye 14 de", _12),
    ("da 9 kalo halak me wrak de", _6),
    ("لس کلن هلک په هوټل کې دی", _6),
    ("اٺن سالن جو ٻار ڪم ڪري ٿو", _6),
    ("اٹھن سالن جو ٻار ڪم ڪري ٿو", _6),
    ("ٻارهن سالن جي ڌيءَ گم آهي", _12),
    ("عمر 9 سال آهي", _6),
    ("ڇهن مهينن جو ٻار بکيو آهي", _0),
    ("پندرهن سالن جو ڇوڪرو جيل ۾ آهي", _15),
    ("اٹھ سال دی بچی کلی اے", _6),
    ("باراں سال دا منڈا بھٹے تے کم کردا اے", _12),
    ("پندراں سال دے بھرا نوں پولیس لے گئی", _15),
    ("دس سال دا منڈا لبھدا نئیں", _6),
    ("دختر ده ساله را می‌زنند", _6),
    ("طفل هفت‌ساله تنها است", _6),
    ("او پانزده سال دارد", _15),
    ("پسر سیزده ساله کار می‌کند", _12),
    ("کودک شش ماهه گرسنه است", _0),
    ("به طفل ۵ ساله می‌گویند", _0),
)
NO_AGES = (
    "it happened 9 years ago",
    "she has worked there for 3 years",
    "he was sold five years back",
    "the boy is missing since 2 years",
    "a man of 40 beats his wife",
    "her husband is 45 years old",
    "a boy of 9 and a girl of 12 work there",
    "children 8 to 12 years old work there",
    "an 8 or 12 year old boy",
    "the debt is ten years old",
    "a 5 year old case against the school",
    "children under 14 years work here",
    "he was beaten when he was 9 years old",
    "she was married at age 12",
    "twenty one years old",
    "he is 12 km from here",
    "class 9 students are beaten",
    "the girl works 9 hours a day",
    "she is 5 months pregnant",
    "within 3 years they will sell her",
    "two children are alone",
    "the uncle, 17 years, and the boy",
    "I am 15 years old and I saw a child being beaten",
    "3 years jail for the boy",
    "more than 12 years",
    "نو سال پہلے کی بات ہے",
    "تین سال سے کام کر رہا ہے",
    "دس سال کی قید",
    "قرض دس سال پرانا ہے",
    "دو سال پرانی بات ہے",
    "پچھلے تین سال میں بہت مارا",
    "شوہر چالیس سال کا ہے",
    "آٹھ اور دس سال کے دو بھائی",
    "چودہ سال سے کم عمر بچے",
    "جب وہ نو سال کی تھی تب بیچا",
    "دو سال سے چائے پہنچانے کا کام کرتا ہے",
    "عمر قید کی سزا ہوئی",
    "پانچ سالہ منصوبہ",
    "نو سال بعد لوٹا",
    "9 saal pehle ghar se gaya",
    "3 saal se bhatte par hai",
    "2 saal ka qarza hai",
    "13 14 saal ke larke",
    "Umar 10 din se lapata hai",
    "12 saal ki thi jab shadi hui",
    "5 saal ki qaid hui",
    "12 saal se kam",
    "40 saal ka aadmi",
    "1 saal ho gaya",
    "teen saal tak kaam kiya",
    "دوه کاله وړاندې ورک شو",
    "له دريو کالو راهيسې کار کوي",
    "درې کاله وشول",
    "د پنځو کالو قيد",
    "يو د دېرشو کالو سړی",
    "dwa kala makhke",
    "dre kala oshwe",
    "ٻه سال اڳ گم ٿيو",
    "ٽن سالن کان ڪم ڪري ٿو",
    "پنج سال ٿيا",
    "چار سال توں کم کردا اے",
    "دو سال پہلاں گیا سی",
    "دو سال پیش گم شد",
    "از سه سال به این طرف",
    "نفر ۴۰ ساله",
    "سه سال شد که رفته",
    "پنج تا هفت ساله",
    "بیست و سه ساله است",
    "",
    "9",
    "سال",
)
GIRLS = (
    "a girl is beaten by her stepfather",
    "my daughter is afraid",
    "ایک لڑکی گھر میں بند ہے",
    "ہماری بیٹی کو مارتے ہیں",
    "بچی روز روتی ہے",
    "larki ko bech diya",
    "meri beti ki zabardasti shadi",
    "bachi bhooki hai",
    "جينۍ سکول ته نه پرېږدي",
    "زما لور وهي",
    "نجلۍ ژاړي",
    "jinai pa kor ke bandi da",
    "ڇوڪريءَ کي مارين ٿا",
    "منهنجي ڌيءَ گم آهي",
    "دھی نوں مار دے نیں",
    "نکی کڑی روندی اے",
    "دختر همسایه را می‌زنند",
    "دخترک تنها است",
)
BOYS = (
    "the boy next door is beaten every night",
    "my son sleeps in the shop",
    "ایک لڑکا ہوٹل پر کام کرتا ہے",
    "لڑکا سکول نہیں جاتا",
    "میرے بیٹے کو پولیس لے گئی",
    "larka bhatte par kaam karta hai",
    "mera beta kal se gum hai",
    "هلک د شپې کار کوي",
    "زما زوی ورک دی",
    "halak pa hotel ke kar kawi",
    "ڇوڪرو ڪم ڪري ٿو",
    "منهنجو پٽ جيل ۾ آهي",
    "منڈا ورکشاپ تے کم کردا اے",
    "پتر گھر نئیں آیا",
    "پسر همسایه کار می‌کند",
    "پسرم گم شده",
)
NEITHER = (
    "a child is beaten",
    "a boy and a girl work there",
    "my daughter told me that a child is beaten",
    "the girls school has no teacher",
    "a boy is threatening me",
    "a boy keeps her locked in, she cries",
    "the landlord's son beats the children",
    "a girl and her brother are alone",
    "boys beat the girls",
    "ایک بچہ روتا ہے",
    "لڑکے نے بچے کو مارا",
    "لڑکیوں کا سکول بند ہے",
    "لڑکا اور لڑکی دونوں کام کرتے ہیں",
    "بچی ہوئی روٹی کھاتا ہے",
    "کڑی دھوپ میں کام کرتا ہے",
    "دکان سے دہی لایا",
    "bacha bhooka hai",
    "larke ne mujhe tang kiya",
    "meri beti ne bataya ke ek bacha rota hai",
    "بچي مې وږي دي",
    "د کور لور ته لاړ",
    "هلک او جينۍ دواړه کار کوي",
    "ماشوم وهي",
    "ٻار ڪم ڪري ٿو",
    "يتيم ڇوڪري کي مارين ٿا",
    "چاچے دا پتر بال نوں ماردا",
    "طفل را می‌زنند",
    "دختر و پسر کار می‌کنند",
    "مکتب دختران بسته است",
    "",
)
SOON = (
    "the nikah is tomorrow and she is only 14",
    "the wedding is tonight",
    "her wedding will be tomorrow",
    "she is being married tomorrow",
    "آج رات اس کا نکاح ہے",
    "آج رات بارات آ رہی ہے",
    "aaj raat us ki shadi hai",
    "نن شپه واده دی",
    "nan shpa ye wada da",
    "اڄ رات شادي آهي",
    "اج رات ویاہ اے",
    "امشب عروسی است",
    "فردا نکاح است",
)
NOT_SOON = (
    "the wedding is next month",
    "they decided the wedding tonight",
    "the wedding is not tomorrow",
    "the wedding tomorrow was cancelled",
    "tomorrow she goes to school. The wedding is in summer",
    "if the wedding is tomorrow I will call",
    "there was a wedding last night",
    "she may be married tomorrow",
    "tonight he beats her",
    "کل نکاح ہے",
    "کل شادی تھی",
    "آج رات شادی کی بات کریں گے",
    "آج رات نکاح نہیں ہے",
    "aaj raat shadi ki baat hui",
    "kal shadi hai",
    "نن شپه د واده خبره نه کوي",
    "سبا واده دی",
    "اڄ رات شادي ناهي",
    "امشب عروسی نیست",
    "",
)


@pytest.mark.parametrize(("text", "band"), AGES)
def test_an_age_is_heard(text: str, band: AgeBand) -> None:
    """One child's age, in digits of any script or in words, gives its band."""
    assert age_said(text) == band


@pytest.mark.parametrize("text", NO_AGES)
def test_what_is_no_age_or_more_than_one_gives_nothing(text: str) -> None:
    """A length of time, a limit, a grown person's age, two ages: the question stays open."""
    assert age_said(text) is None


@pytest.mark.parametrize(("text", "sex"), [*((each, Sex.girl) for each in GIRLS), *((each, Sex.boy) for each in BOYS)])
def test_a_girl_or_a_boy_is_heard(text: str, sex: Sex) -> None:
    """Plain words for one of the two."""
    assert sex_said(text) == sex


@pytest.mark.parametrize("text", NEITHER)
def test_both_or_neither_gives_nothing(text: str) -> None:
    """Both are named, or somebody of that kind may be the witness or the danger, or the word means something else."""
    assert sex_said(text) is None


@pytest.mark.parametrize("text", SOON)
def test_a_wedding_within_a_day_is_heard(text: str) -> None:
    """The hour and the wedding in one breath."""
    assert wedding_soon(text)


@pytest.mark.parametrize("text", NOT_SOON)
def test_a_wedding_that_may_be_another_day_is_asked_about(text: str) -> None:
    """Yesterday or tomorrow, called off, talked of, put off: the question is asked."""
    assert not wedding_soon(text)
