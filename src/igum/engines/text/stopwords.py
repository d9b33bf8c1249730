"""Words that carry no subject: of each language, those that ask, point, join or deny. Written for this house."""

HEBREW = frozenset(
    """
    של את עם על אל מן כן לא או גם אם כי רק אך אבל אלא אז כדי לפי אצל בין עד כמו בלי ללא לפני אחרי תוך בתוך מתוך
    דרך אני אתה אתם אתן הוא היא הם הן אנחנו אנו לי לך לו לה לנו לכם לכן להם להן שלי שלך שלו שלה שלנו שלכם שלהם
    שלהן אותי אותך אותו אותה אותנו אתכם אותם אותן בי בך בו בה בנו בהם בהן ממני ממך ממנו ממנה מהם אליי אלי אליו
    אליה אליהם עליי עלי עליו עליה איתי איתו איתה זה זו זאת אלה אלו אותו כזה כזאת כאלה הזה הזאת האלה מה מי איך
    איפה היכן לאן מאין מאיפה מתי למה מדוע כמה האם איזה איזו אילו ממי למי במה אצל כאן שם פה יש אין היה היתה הייתה
    היו יהיה תהיה להיות הינו הינה הנה כבר עוד עדיין עכשיו כעת מיד תמיד אולי ממש מאוד מאד יותר פחות כל כולם הכל
    משהו מישהו מישהי כלשהו אחד אחת כך ככה לכן משום בגלל בשביל עבור למען אשר כאשר כש כדאי בבקשה תודה שלום צריך
    צריכה צריכים צריכות רוצה רוצים אפשר ניתן יכול יכולה יכולים יכולות חייב חייבת מגיע מגיעה מגיעים מחפש מחפשת
    מחפשים מחפשות מבקש מבקשת לבקש לקבל לפנות פונים פונה לקחת למצוא להשיג לעשות לדעת לשאול להתקשר קובעים עושים
    מקבלים נותנים ארגון ארגונים עמותה עמותות
    """.split()  # noqa: SIM905 - words read better as text than as a list
)
ARABIC = frozenset(
    """
    من في على الى إلى عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم هن انا أنا انت أنت نحن كان كانت يكون ما
    ماذا متى اين أين كيف لماذا لمن هل كم اي أي او أو و ثم لكن بل لا لم لن ليس ليست عند عندي لدي لديك لي لك له
    لها لنا لهم قد كل بعض غير بين حتى بعد قبل منذ اذا إذا ان أن إن كما حيث اريد أريد احتاج أحتاج ابحث أبحث يمكن
    يمكنني ممكن هناك هنا الآن جدا
    """.split()  # noqa: SIM905 - words read better as text than as a list
)
RUSSIAN = frozenset(
    """
    и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее её мне было вот от меня о
    из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас опять вам ведь там потом себя
    ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под
    будет ж тогда кто этот того потому этого какой какая какие ним здесь этом один мой моя мои моей моего тем
    чтобы нее были куда зачем всех никогда можно при об это эта эти хочу нужно нужен нужна нужны ищу помогите
    скажите пожалуйста получить найти обратиться
    """.split()  # noqa: SIM905 - words read better as text than as a list
)
ENGLISH = frozenset(
    """
    a an the and or but if of at by for with about into to from in on off out over under is are was were be been
    being am do does did have has had having i me my we our you your he him his she her it its they them their
    this that these those what which who whom where when why how can could will would should may might must not
    no nor so than too very there here now then please need want looking find get some any all as us
    """.split()  # noqa: SIM905 - words read better as text than as a list
)
AMHARIC = frozenset(
    """
    እና ወይም ነው ናቸው ነበር ነበረ ላይ ውስጥ ግን ይህ ይህን ያ እኔ አንተ አንቺ እሱ እሷ እኛ እነሱ የት እንዴት ለምን ማን መቼ ምን አለ የለም ስለ ወደ እባክዎ
    እፈልጋለሁ ጋር እንደ
    """.split()  # noqa: SIM905 - words read better as text than as a list
)

ALL = HEBREW | ARABIC | RUSSIAN | ENGLISH | AMHARIC
