"""A family's application as the journeys fill it in: every kind of question, in Hebrew, Arabic and English."""

from typing import Any


def _texts(he: str, ar: str, en: str) -> dict[str, str]:
    return {"he": he, "ar": ar, "en": en}


FORM: dict[str, Any] = {
    "title": _texts("בקשה להצטרף לאם לאם", "طلب الانضمام إلى من أمّ إلى أمّ", "Asking to join Mother to Mother"),
    "intro": _texts(
        "מתנדבת קבועה תבוא אליכן פעם בשבוע בשנה הראשונה אחרי הלידה. הפרטים נשמרים אצל צוות התוכנית בלבד.",
        "متطوّعة ثابتة تزوركنّ مرّة في الأسبوع في السنة الأولى بعد الولادة. التفاصيل تبقى لدى طاقم البرنامج فقط.",
        "A volunteer visits once a week in the first year after birth. What you write stays with the programme's team.",
    ),
    "questions": [
        {
            "name": "about_you",
            "type": "group",
            "ask": _texts("עליך", "عنكِ", "About you"),
            "questions": [
                {
                    "name": "full_name",
                    "type": "text",
                    "ask": _texts("שם מלא", "الاسم الكامل", "Full name"),
                    "required": True,
                },
                {
                    "name": "id_number",
                    "type": "id_number",
                    "ask": _texts("מספר זהות", "رقم الهويّة", "Identity number"),
                    "hint": _texts("תשע ספרות, עם ספרת הביקורת.", "تسعة أرقام مع رقم المراقبة.", "Nine digits."),
                },
                {
                    "name": "phone",
                    "type": "phone",
                    "ask": _texts("טלפון", "هاتف", "Telephone"),
                    "required": True,
                },
                {"name": "email", "type": "email", "ask": _texts("דואר אלקטרוני", "بريد إلكتروني", "E-mail")},
                {
                    "name": "town",
                    "type": "town",
                    "ask": _texts("באיזה יישוב את גרה?", "في أيّ بلدة تسكنين؟", "Which town do you live in?"),
                    "required": True,
                },
            ],
        },
        {
            "name": "household",
            "type": "group",
            "ask": _texts("הבית והמשפחה", "البيت والعائلة", "Home and family"),
            "questions": [
                {
                    "name": "due_on",
                    "type": "date",
                    "ask": _texts("תאריך הלידה", "تاريخ الولادة", "Date of birth of the baby"),
                    "required": True,
                },
                {
                    "name": "single",
                    "type": "yes_no",
                    "ask": _texts("את אם יחידנית?", "هل أنتِ أمّ وحيدة؟", "Are you a lone parent?"),
                    "required": True,
                },
                {
                    "name": "who_helps",
                    "type": "text",
                    "ask": _texts("מי עוזר לך בבית?", "من يساعدك في البيت؟", "Who helps you at home?"),
                    "when": "single == true",
                    "required": True,
                },
                {
                    "name": "income",
                    "type": "money",
                    "ask": _texts("הכנסה חודשית נטו", "الدخل الشهري الصافي", "Net income in a month"),
                },
                {
                    "name": "languages",
                    "type": "choices",
                    "ask": _texts("באילו שפות נוח לך לדבר?", "بأيّ لغات يناسبك الحديث؟", "Which languages suit you?"),
                    "choices": [
                        {"value": "he", "names": _texts("עברית", "العبريّة", "Hebrew")},
                        {"value": "ar", "names": _texts("ערבית", "العربيّة", "Arabic")},
                        {"value": "ru", "names": _texts("רוסית", "الروسيّة", "Russian")},
                    ],
                },
            ],
        },
        {
            "name": "children",
            "type": "repeat",
            "ask": _texts("ילדים בבית", "أولاد في البيت", "Children at home"),
            "most": 5,
            "questions": [
                {"name": "child_name", "type": "text", "ask": _texts("שם", "اسم", "Name"), "required": True},
                {"name": "born", "type": "date", "ask": _texts("תאריך לידה", "تاريخ الميلاد", "Born on")},
            ],
        },
        {
            "name": "in_words",
            "type": "group",
            "ask": _texts("במילים שלך", "بكلماتك", "In your own words"),
            "questions": [
                {
                    "name": "why",
                    "type": "long_text",
                    "ask": _texts("מה יעזור לך?", "ما الذي يساعدك؟", "What would help you?"),
                    "hint": _texts("אפשר בכמה מילים.", "تكفي بضع كلمات.", "A few words are enough."),
                    "max_length": 60,
                },
                {
                    "name": "note",
                    "type": "note",
                    "ask": _texts(
                        "נחזור אליך בתוך שבוע, בטלפון.",
                        "سنعاود الاتّصال بكِ خلال أسبوع، هاتفيًّا.",
                        "We call you back within a week.",
                    ),
                },
                {
                    "name": "agrees",
                    "type": "consent",
                    "ask": _texts(
                        "אני מסכימה שצוות התוכנית יקרא את הפרטים.",
                        "أوافق على أن يقرأ طاقم البرنامج التفاصيل.",
                        "I agree that the programme's team reads this.",
                    ),
                    "required": True,
                },
            ],
        },
    ],
}
