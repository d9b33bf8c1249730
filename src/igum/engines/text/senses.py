"""Small words that turn a sentence: those that deny, want, are able, and tell before from after.

They say nothing of a subject, and plain search passes over them; but "do not want to live" is not about living. Inside
an everyday phrase each stands for what it does, in whatever person, gender, number or language. Written for this house.
"""

from igum.engines.text import arabic, hebrew
from igum.engines.text.scripts import Script

Sense = str
ALL: tuple[Sense, ...] = ("#not", "#none", "#without", "#want", "#can", "#more", "#after", "#before", "#what")
NOT, NONE, WITHOUT, WANT, CAN, MORE, AFTER, BEFORE, WHAT = ALL
_TABLE: tuple[tuple[tuple[Sense, ...], str], ...] = (
    ((NOT,), "לא ולא שלא אל איני אינני אינו אינה אינם אינך لا ما لم لن ليس ليست مش مو ولا وما ومش ومو не not no never"
             " dont doesnt didnt wont isnt arent wasnt aint"),
    ((NONE,), "אין ואין שאין היעדר ماكو مفيش مافي нет нету none nothing የለም የለኝም የለንም"),
    ((WITHOUT,), "בלי ללא מבלי بدون بلا без without ያለ"),
    ((WANT,), "רוצה רוצים רוצות רצה רצתה רציתי רצינו לרצות רצון מתחשק اريد أريد نريد تريد يريد تريدين يريدون بدي بدك"
              " بده بدو بدها بدنا بدهم عايز عاوز عايزة عاوزة حابب حابة حابه اود أود ابغى أبغى"
              " хочу хочет хотим хотят хочешь хотите хотел хотела хотели хочется хотелось захотел захотела хотеть"
              " want wants wanted wanna wish wishes እፈልጋለሁ ይፈልጋል ትፈልጋለች እንፈልጋለን ይፈልጋሉ"),
    ((CAN,), "יכול יכל יכלה יכלו יכולתי יכולה יכולים יכולות מסוגל מסוגלת מסוגלים מסוגלות מצליח מצליחה מצליחים מצליחות"
             " قادر قادرة قادره قادرين بقدر اقدر أقدر نقدر يقدر تقدر بتقدر استطيع أستطيع يستطيع تستطيع"
             " могу может можем можете могут можешь мог могла могли can could able እችላለሁ ይችላል ትችላለች"),
    ((MORE,), "יותר כבר עוד اكثر أكثر عاد خلص больше уже anymore more longer ከእንግዲህ"),
    ((AFTER,), "אחרי לאחר שאחרי ואחרי بعد после after since"),
    ((BEFORE,), "לפני שלפני קודם قبل перед before"),
    ((WHAT,), "מה למה מאיפה שום ماذا شو ليش لماذا чего что зачем what why"),
    ((NOT, WANT), "بديش بدكش بدوش بدهاش بدناش بدهمش አልፈልግም አይፈልግም አትፈልግም አንፈልግም"),
    ((NOT, CAN), "بقدرش بقدروش مقدرش cant cannot couldnt አልችልም አይችልም አትችልም አልቻልኩም አልቻለም አልቻለችም አንችልም"),
)  # fmt: skip
_SENSES: dict[str, tuple[Sense, ...]] = {word: meant for meant, listed in _TABLE for word in listed.split()}
KNOWN = frozenset(_SENSES)


def senses(word: str, bare: str, script: Script) -> tuple[Sense, ...]:
    """What a small word does to its sentence, with or without a particle before it; nothing for any other word.

    Args:
        word: the word in plain shape.
        bare: its first form.
        script: the script it is written in.

    >>> senses("רוצים", "רוצים", "hebr"), senses("שרוצה", "שרוצה", "hebr"), senses("can't", "cant", "latn")
    (('#want',), ('#want',), ('#not', '#can'))
    """
    for written in (word, bare):
        if written in _SENSES:
            return _SENSES[written]
    likely = hebrew.readings(word) if script == "hebr" else arabic.readings(word) if script == "arab" else [word]
    return next((_SENSES[reading] for reading in likely if reading in _SENSES), ())
