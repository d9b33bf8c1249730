"""Abbreviations of public life in Israel, and what they stand for. Add to the table freely.

Sought by either, found by the other. What people mean by it, not always its letters: whoever types מתנ"ס wants the
community centre, not youth or sport. An abbreviation whose letters without the mark are a common word of their own
(ביטל, "cancelled") is known with its mark only.
"""

EXPANSIONS: dict[str, str] = {
    'מתנ"ס': "מרכז קהילתי",
    'עו"ס': "עובד סוציאלי",
    'עו"סית': "עובדת סוציאלית",
    'עו"סים': "עובדים סוציאליים",
    'ביט"ל': "ביטוח לאומי",
    'המל"ל': "המוסד לביטוח לאומי",
    'מל"ל': "המוסד לביטוח לאומי",
    'קופ"ח': "קופת חולים",
    'ביה"ח': "בית החולים",
    'בי"ח': "בית חולים",
    'ביה"ס': "בית הספר",
    'בי"ס': "בית ספר",
    'בי"ד': "בית דין",
    'ביהמ"ש': "בית המשפט",
    'עו"ד': "עורך דין",
    'רו"ח': "רואה חשבון",
    'חנ"מ': "חינוך מיוחד",
    'מתי"א': "מרכז תמיכה יישובי אזורי",
    'שפ"ח': "שירות פסיכולוגי חינוכי",
    'שפ"י': "שירות פסיכולוגי ייעוצי",
    'קב"ס': "קצין ביקור סדיר",
    'צה"ל': "צבא הגנה לישראל",
    'מד"א': "מגן דוד אדום",
    'ת"ז': "תעודת זהות",
    'גמ"ח': "גמילות חסדים",
    'חל"ד': "חופשת לידה",
    'חל"ת': "חופשה ללא תשלום",
    'הוצל"פ': "הוצאה לפועל",
    'של"צ': "שירות לתועלת הציבור",
    'שי"ל': "שירות ייעוץ לאזרח",
    'מש"ה': "מוגבלות שכלית התפתחותית",
    'ברה"נ': "בריאות הנפש",
    'תח"צ': "תחבורה ציבורית",
    'ער"ן': "עזרה ראשונה נפשית",
    'אלו"ט': "אגודה לאומית לילדים ולבוגרים עם אוטיזם",
    'מע"ש': "מפעל עבודה שיקומי",
    'פס"ד': "פסק דין",
    'חו"ל': "חוץ לארץ",
    'משהב"ט': "משרד הביטחון",
    'מו"מ': "משא ומתן",
    'דוא"ל': "דואר אלקטרוני",
    'מע"מ': "מס ערך מוסף",
    'בע"ח': "בעלי חיים",
    'כ"א': "כוח אדם",
    'אחה"צ': "אחר הצהריים",
    'רח\'': "רחוב",
    'טל\'': "טלפון",
}  # fmt: skip

_UNMISTAKABLE = frozenset(
    {"מתנס", "עוס", "קופח", "חנמ", "מדא", "צהל", "גמח", "קבס", "הוצלפ", "שלצ", "אחהצ", "ביהמש", "ביהס", "ביהח", "חלת"}
)
BARE: dict[str, str] = {
    key.replace('"', ""): words for key, words in EXPANSIONS.items() if key.replace('"', "") in _UNMISTAKABLE
}
_PREFIX_LETTERS = "ושהכלמב"


def expansion(word: str) -> str:
    """What an abbreviation stands for, with up to two leading particles before it; empty for any other word.

    >>> expansion('במתנ"ס'), expansion("מתנס"), expansion("ביטל")
    ('מרכז קהילתי', 'מרכז קהילתי', '')
    """
    known = EXPANSIONS if word.endswith("'") or '"' in word else BARE
    for start in range(3):
        if any(letter not in _PREFIX_LETTERS for letter in word[:start]):
            break
        if word[start:] in known:
            return known[word[start:]]
    return ""
