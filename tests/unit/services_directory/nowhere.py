"""What people type that names no place of ours: cities abroad, keys hit at random, ordinary words, made-up towns."""

ABROAD = (
    "Berlin, Springfield, Paris, Madrid, Toronto, Chicago, Sydney, Moscow, Tokyo, Beijing, Nairobi, "
    "Lagos, Cairo, Istanbul, Ankara, Baghdad, Tehran, Mashhad, Riyadh, Jeddah, Dubai, Doha, Muscat, "
    "Kuwait, Kathmandu, Colombo, Dhaka, Chittagong, Mumbai, Kolkata, Bangalore, Chennai, Amsterdam, "
    "Brussels, Vienna, Warsaw, Helsinki, Stockholm, Oslo, Copenhagen, Dublin, Edinburgh, Manchester, "
    "Birmingham, Liverpool, Houston, Boston, Seattle, Philadelphia, Detroit, Vancouver, Montreal, "
    "Melbourne, Auckland, Johannesburg, Kinshasa, Casablanca, Algiers, Tripoli, Khartoum, Jakarta, "
    "Manila, Singapore, Bangkok, Hanoi, Seoul, Osaka, Shanghai, Tashkent, Dushanbe, Bishkek, London, "
    "New York"
)
ABROAD_IN_URDU = (
    "برلن, پیرس, لندن, نیویارک, شکاگو, ٹورنٹو, سڈنی, ماسکو, ٹوکیو, بیجنگ, نیروبی, استنبول, انقرہ, "
    "بغداد, تہران, مشہد, ریاض, دوحہ, مسقط, کھٹمنڈو, کولمبو, ڈھاکہ, ممبئی, کولکتہ, بنگلور, ایمسٹرڈیم, "
    "برسلز, ویانا, اسٹاک ہوم, مانچسٹر, برمنگھم, ہیوسٹن, میلبورن, جوہانسبرگ, جکارتہ, سنگاپور, بینکاک, "
    "شنگھائی, تاشقند, دوشنبہ"
)
KEYS_AT_RANDOM = (
    "Zxqwv, qwertyuiop, asdfgh, zxcvbn, xkcdqz, jjjjjj, wqxzvk, hfjdksl, fghjkl, uiopqw, vbnmzx, "
    "kjhgfd, pqowie, ruty, zzzz, xxxx, qazwsx, edcrfv, tgbyhn, lkjhg, mnbvcx, poiuyt, aqswdefr, "
    "hjkhjk, sdfsdf, wertwert, xcvxcv, bnmbnm, ققققق, ضصثقفغ, شسیبل, ژژژژ, ظطزر, ےےےے, فغعھخ, "
    "ذڑٹڈصض, غغغغ, ٹٹڈڈژژ"
)
WORDS = (
    "help, hello, thanks, yes, no, what, please, child, children, police, school, doctor, lawyer, "
    "money, water, beaten, stolen, nothing, tomorrow, yesterday, somebody, anonymous, emergency, "
    "omg, tnx, lol, brb, plz, the, and, you, but, kya, hai, nahi, kab, kyun, mera, bacha, madad, "
    "shukria, bhai, behen, dad, mom, tum, hum, bas, bro, مدد, بچہ, بچی, شکریہ, پولیس, اسکول, وکیل, "
    "ڈاکٹر, پانی, کہاں, کیوں, کون, میرا, ہاں, نہیں, ماں, باپ, بھائی, بہن, گھر, دن, رات, کو, سے, ہے, "
    "وہ, یہ, تو, جو, کچھ, مرسته, ماشوم, هلک, نجلۍ, مننه, دا, زه, ته, څه, هو, نه, مور, پلار, په, له, "
    "سره, مدد ڪريو, ٻار, ٻارڙو, مهرباني, ڇا, ها, هن, مان, ڪير, ڪٿي"
)
MADE_UP = (
    "Narnkot, Zarfonkot, Blimptown, Qwertyabad, Xanadu, Wugpur, Fribblestan, Gondolin, Mordor, "
    "Hogwarts, Narnia, Atlantis, Gotham City, Wakanda, Westeros, Brigadoon, Lilliput, Neverland, El "
    "Dorado, Shangri-La, Utopia, Zembla, Ruritania, Freedonia, Vulgaria, Genovia, زرفنکوٹ, "
    "بلمپابادیہ, فریبلستان, گونڈولن, ہوگورٹس, نارنیا, واکانڈا, ویسٹروس, اٹلانٹس, یوٹوپیا"
)
NOWHERE = [
    name.strip() for names in (ABROAD, ABROAD_IN_URDU, KEYS_AT_RANDOM, WORDS, MADE_UP) for name in names.split(",")
]
