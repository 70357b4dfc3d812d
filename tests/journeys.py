"""Journeys of any size, in scripts of all sorts, with everything that a map can carry."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import NamedTuple

import journeykit as jk

TODAY = dt.date(2026, 11, 1)


class Words(NamedTuple):
    """What the journeys of a language say.

    Attributes:
        locale: BCP 47 language tag, or None where there is no language.
        names: of phases, touchpoints and channels.
        texts: that stand in cells.
        quotes: what customers say.
        people: names of personas.
    """

    locale: str | None
    names: tuple[str, ...]
    texts: tuple[str, ...]
    quotes: tuple[str, ...]
    people: tuple[str, ...]


WORDS = {
    "en": Words(
        "en",
        ("Checkout", "Compare two bikes", "Delivery", "First ride to work", "Ask in the chat"),
        (
            "Fills a cart on the phone and waits for the confirmation",
            "The form loses the upload",
            "Opens the page",
            "Let people buy as guests, and tell them when the parcel comes",
        ),
        ("Why do I need an account for that?", "That's the one!", "I give up."),
        ("Mira Köhler", "Sam O'Neill-Featherstonehaugh", "Jo"),
    ),
    "de": Words(
        "de",
        (
            "Rechtsschutzversicherungsabschluss", "Anmeldung", "Zahlungsbestätigung erhalten",
            "Kundendienstmitarbeiterbefragung", "Chat",
        ),
        (
            "Füllt das Berufsunfähigkeitsversicherungsformular aus und geht weiter",
            "Datenschutz-Grundverordnungsaufklärung",
            "Öffnet die Seite",
            "Aufenthaltsbestimmungsrechtsübertragungsvereinbarung vereinfachen",
        ),
        ("Donaudampfschifffahrtsgesellschaftskapitän?", "Endlich!", "Das dauert mir zu lange."),
        ("Friederike Wiedenhöft-Schimmelpfennig", "Leyla Brandt", "Jo"),
    ),
    "ja": Words(
        "ja",
        ("購入手続き", "比較", "商品の配送と受け取り", "初めての通勤", "チャット"),
        (
            "電話でカートに商品を入れて、支払いを待っています。",
            "入力した内容が消えてしまう。",
            "ページを開く",
            "会員登録なしで購入できるようにして、配送日時を知らせる。",
        ),
        ("なぜアカウントが必要なのですか？", "これだ！", "もうやめます。"),
        ("高橋さくら", "佐藤 健", "愛"),
    ),
    "ar": Words(
        "ar",
        ("إتمام الشراء", "المقارنة", "التوصيل إلى المنزل", "أول رحلة إلى العمل", "الدردشة"),
        (
            "يملأ السلة على الهاتف وينتظر التأكيد",
            "النموذج يفقد الملفات المرفوعة",
            "يفتح الصفحة",
            "السماح بالشراء دون حساب وإخبار العميل بموعد الوصول (24/7)",
        ),
        ("لماذا أحتاج إلى حساب؟", "هذا هو!", "أستسلم."),
        ("ليلى حسن", "سامي عبد الرحمن", "نور"),
    ),
    "he": Words(
        "he",
        ("תשלום", "השוואה", "משלוח עד הבית", "הנסיעה הראשונה לעבודה", "צ'אט"),
        (
            "ממלאת עגלה בטלפון וממתינה לאישור",
            "הטופס מאבד את הקובץ",
            "פותחת את הדף",
            "לאפשר קנייה כאורח ולהודיע מתי תגיע החבילה (24/7)",
        ),
        ("למה אני צריכה חשבון?", "זה האחד!", "אני מוותרת."),
        ("מירה כהן", "סמי לוי", "נועה"),
    ),
    "hi": Words(
        "hi",
        ("भुगतान", "तुलना", "घर पर डिलीवरी", "काम के लिए पहली सवारी", "चैट"),
        (
            "फ़ोन पर कार्ट भरता है और पुष्टि की प्रतीक्षा करता है",
            "फ़ॉर्म अपलोड खो देता है",
            "पृष्ठ खोलता है",
            "अतिथि के रूप में खरीदने दें और बताएं कि पार्सल कब आएगा",
        ),
        ("मुझे खाते की आवश्यकता क्यों है?", "यही है!", "मैं हार मानता हूँ।"),
        ("मीरा शर्मा", "समीर कुमार", "नूर"),
    ),
    "emoji": Words(
        None,
        ("Pay 💳", "🎉", "Ship 📦🚚", "🚴🏽‍♀️ to work", "Chat 💬"),
        (
            "Taps 👩🏽‍🚀 and 🇩🇪🇫🇷 twice 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉",
            "Form eats 📄📄",
            "👀",
            "No account 🙅 and a word when 📦 comes",
        ),
        ("Why 🤷?", "Yay 🥳!", "😤"),
        ("Mira 🌟 Köhler", "Sam", "🦊"),
    ),
}  # fmt: skip

_CHANNELS = ("web", "store", "email", "chat", "phone", "app", "social")
_KINDS = ("happy", "unhappy", "exception", "alternative")
_SEVERITIES = ("trivial", "workaround", "abandonment")


def rich_journey(size: int, language: str = "en", *, personas: int = 2) -> jk.Journey:
    """A journey with all lanes, and personas, pains, opportunities, initiatives and evidence.

    Args:
        size: number of touchpoints.
        language: a key of `WORDS`.
        personas: number of personas.
    """
    words = WORDS[language]
    phases = max(1, min(7, size // 3))
    # Phases of unequal length, as in life; each touchpoint is in one.
    edges = [round(size * (p / phases) ** 0.9) for p in range(phases + 1)]
    pains = range(0, size, 2)
    return jk.Journey(
        f"{_of(words.names, 1)}: {_of(words.texts, 0)}",
        [
            jk.Phase(
                f"{_of(words.names, p + 2)} {p + 1}", id=f"phase-{p}", goal=_of(words.texts, p + 1),
                touchpoints=[_touchpoint(n, words, personas) for n in range(start, end)],
            )
            for p, (start, end) in enumerate(pairwise(edges))
        ],
        id=f"rich-{size}-{language}",
        scenario=_of(words.texts, 0), expectations=list(words.quotes),
        personas=[_persona(n, words) for n in range(personas)],
        objectives=[
            jk.Objective(_of(words.texts, 3), id="goal", metric="csat_top2", baseline=61, target=75,
                         due=dt.date(2027, 6, 30), owner=_of(words.names, 1))
        ],
        transitions=list(_transitions(size, words)),
        opportunities=[_opportunity(n, words) for n in pains],
        initiatives=[
            jk.Initiative(
                _of(words.texts, n + 1), id=f"initiative-{n}", opportunities=f"idea-{n}",
                team=_of(words.names, n), owner=_of(words.names, n + 1),
                start=dt.date(2026, 9, 1) + dt.timedelta(days=20 * n) if n % 4 else None,
                due=dt.date(2027, 1, 15) + dt.timedelta(days=17 * n),
                status=("proposed", "planned", "in-progress", "done")[n // 2 % 4],
                metric="csat_top2", target=75,
            )
            for n in pains if n % 4 == 0
        ],
        evidence=[
            jk.Evidence(_of(words.texts, 1), id="survey", kind="survey", date=dt.date(2026, 5, 2),
                        sample_size=812, confidence=0.8),
            jk.Evidence(_of(words.quotes, 0), id="talks", kind="interview", sample_size=14),
        ],
        channels=[
            jk.Channel(_of(words.names, n) if n else _CHANNELS[0], id=kind, kind=kind)
            for n, kind in enumerate(_CHANNELS)
        ],
        owner=_of(words.names, 0), reviewed_on=dt.date(2026, 10, 12), locale=words.locale,
    )  # fmt: skip


def _of(texts: tuple[str, ...], number: int) -> str:
    return texts[number % len(texts)]


def _touchpoint(n: int, words: Words, personas: int) -> jk.Touchpoint:
    valence = ((n * 37 + 11) % 21 - 10) / 10
    emotions = [
        jk.Emotion(
            valence, arousal=0.5, label=_of(words.names, n) if n % 4 == 0 else None,
            quote=_of(words.quotes, n) if n % 3 != 2 else None,
            evidence="survey" if n % 2 else (),
        )
    ]  # fmt: skip
    if n % 5 == 1:
        emotions.append(jk.Emotion(-valence / 2, label=_of(words.names, n + 1)))
    return jk.Touchpoint(
        f"{_of(words.names, n)} {n + 1}", id=f"t{n}", channel=_of(_CHANNELS, n * 3),
        personas=f"persona-{n % personas}" if personas and n % 7 == 3 else (),
        actions=[_of(words.texts, n), *([_of(words.texts, n + 2)] if n % 3 == 0 else [])],
        thoughts=_of(words.quotes, n + 1), goals=_of(words.texts, n + 3) if n % 4 == 0 else (),
        needs=_of(words.texts, n + 2) if n % 2 else (),
        barriers=_of(words.texts, n + 1) if n % 5 == 0 else (),
        pain_points=[
            jk.PainPoint(
                _of(words.texts, n + 1 + k), id=f"pain-{n}-{k}", severity=_of(_SEVERITIES, n // 2 + k),
                frequency=0.4, evidence="survey" if (n + k) % 4 else (),
            )
            for k in range(1 + n % 3 // 2)
        ] if n % 2 == 0 else (),
        emotions=emotions,
        expectation=jk.Expectation(_of(words.quotes, n), valence=0.5) if n % 6 == 0 else None,
        metrics=[
            jk.Measurement("customers", round(120_000 * 0.9**n) + 40, evidence="survey"),
            *([jk.Measurement("csat_top2", 71.5, n=412)] if n % 4 == 2 else ()),
        ],
        owner=None if n % 5 == 0 else _of(words.names, n + 3),
        moment_of_truth=("zero", "first", "second")[n % 3] if n % 4 == 0 else None,
        physical_evidence=_of(words.texts, n + 2) if n % 2 else (), frontstage=_of(words.texts, n),
        backstage=_of(words.texts, n + 1) if n % 3 else (), support=_of(words.names, n + 2),
        evidence="survey" if n % 3 else (),
    )  # fmt: skip


def _persona(n: int, words: Words) -> jk.Persona:
    return jk.Persona(
        f"{_of(words.people, n)}{f' {n}' if n >= 3 else ''}", id=f"persona-{n}",
        role=_of(words.names, n + 3), quote=_of(words.quotes, n),
        demographics={_of(words.names, 1): "34", _of(words.names, 2): _of(words.texts, 2)},
        behaviours=_of(words.texts, 0), goals=[_of(words.texts, n + 3), _of(words.texts, n)],
        challenges=_of(words.texts, n + 1), needs=_of(words.texts, n + 2),
        preferred_channels=["web", "store"], share=0.38, evidence="talks" if n % 2 == 0 else (),
    )  # fmt: skip


def _opportunity(n: int, words: Words) -> jk.Opportunity:
    return jk.Opportunity(
        _of(words.texts, n + 3), id=f"idea-{n}", pain_points=f"pain-{n}-0",
        reach=900 + 10 * n, impact=(n % 3) + 1, confidence=0.8, effort=n % 5 + 1,
        importance=9 - n % 5, satisfaction=(n * 3) % 8 + 1, owner=_of(words.names, n + 1),
    )  # fmt: skip


def _transitions(size: int, words: Words):
    for n in range(size - 1):
        yield jk.Transition(
            f"t{n}", f"t{n + 1}", kind=_of(_KINDS, n // 3), count=10_000 - 9 * n if n % 3 else None,
            label=_of(words.quotes, n) if n % 4 == 1 else None,
        )  # fmt: skip
        if n % 6 == 5:
            yield jk.Transition(f"t{n}", f"t{n - 4}", kind="loop", label=_of(words.names, n))
        if n % 8 == 1 and n + 3 < size:
            yield jk.Transition(f"t{n}", f"t{n + 3}", kind="alternative", count=12)


def distinct(journey):
    """The journey with one touchpoint and one phase of an id, and without a state."""
    seen = set()
    phases = {}
    for phase in journey.phases:
        kept = [t for t in phase.touchpoints if not (t.id in seen or seen.add(t.id))]
        phases.setdefault(phase.id, phase.replace(touchpoints=kept))
    return journey.replace(phases=tuple(phases.values()), state=None)
