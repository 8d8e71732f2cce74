"""The words of scales, in English, Ukrainian and Spanish: what they are about, and how strong they are."""

from __future__ import annotations

__all__ = ["ANY", "CORES", "DEGREES", "NEUTRAL", "STEPS"]

ANY = "*"
"""The subject of words that fit every scale, such as "neutral" and "a little"."""

DEGREES: dict[str, float] = {
    **dict.fromkeys(["not at all", "not whatsoever", "зовсім не", "взагалі не", "абсолютно не", "nada"], -4.0),
    **dict.fromkeys(["not very", "not so", "not too", "not that", "not particularly", "hardly"], -1.0),
    **dict.fromkeys(["не дуже", "не надто", "no muy", "poco"], -1.0),
    **dict.fromkeys(["скоріше не", "радше не", "швидше не", "переважно не"], -0.9),
    **dict.fromkeys(["повністю не", "цілком не", "категорично не", "definitely not"], -4.0),
    **dict.fromkeys(["probably not"], -1.0),
    **dict.fromkeys(["not", "не"], -2.0),
    **dict.fromkeys(["slightly", "a little", "a bit", "little", "трохи", "дещо", "un poco"], 0.5),
    **dict.fromkeys(["partly", "partially", "in part", "to some extent", "частково", "en parte", "parcialmente"], 0.8),
    **dict.fromkeys(["somewhat", "some", "rather", "tend to", "probably", "скоріше", "радше", "швидше", "algo"], 1.0),
    **dict.fromkeys(["moderately", "помірно", "moderadamente"], 1.2),
    **dict.fromkeys(["fairly", "quite", "pretty", "a fair amount", "досить", "доволі", "bastante"], 1.4),
    **dict.fromkeys(["mostly", "largely", "mainly", "generally", "переважно", "здебільшого", "mayormente"], 1.7),
    **dict.fromkeys(["very", "highly", "much", "a lot", "дуже", "muy", "mucho"], 3.0),
    **dict.fromkeys(["strongly", "very much", "рішуче", "дуже сильно"], 3.2),
    **dict.fromkeys(["extremely", "a great deal", "exceptionally", "надзвичайно", "extremadamente"], 4.0),
    **dict.fromkeys(["completely", "totally", "fully", "absolutely", "entirely", "definitely", "certainly"], 4.2),
    **dict.fromkeys(["повністю", "цілком", "абсолютно", "totalmente", "completamente"], 4.2),
}
"""Words before (or behind) what is judged, with their strength; below nought they turn it into its contrary."""

NEUTRAL = frozenset(
    [
        *("neutral", "neither", "average", "mixed", "so-so", "so so", "fair", "moderate", "medium", "middling", "ok"),
        *("okay", "acceptable", "satisfactory", "adequate", "the same", "about the same", "no change", "unchanged"),
        *("undecided", "нейтрально", "нейтральний", "нейтральна", "посередньо", "задовільно", "нормально", "середньо"),
        *("середній", "середня", "так собі", "без змін", "regular", "indiferente", "aceptable", "medio", "media"),
        *("igual", "neutro", "neutra"),
    ]
)
"""The middle of a scale, whatever it is about; and so is whatever begins with "neither … nor"."""

CORES: dict[str, tuple[str, float]] = {
    **dict.fromkeys(["excellent", "outstanding", "відмінн", "чудов", "excelente"], ("quality", 2.0)),
    **dict.fromkeys(["great"], ("quality", 1.6)),
    **dict.fromkeys(["good", "well", "добр", "buen", "bueno", "bien"], ("quality", 1.0)),
    **dict.fromkeys(
        ["poor", "bad", "unsatisfactory", "поган", "незадовільн", "mal", "malo", "mala"], ("quality", -1.0)
    ),
    **dict.fromkeys(["terrible", "awful", "жахлив", "pésim"], ("quality", -2.0)),
    **dict.fromkeys(["disagree", "en desacuerdo", "desacuerdo", "незгод"], ("agreement", -1.0)),
    **dict.fromkeys(["agree", "de acuerdo", "acuerdo", "погоджу", "згод"], ("agreement", 1.0)),
    **dict.fromkeys(["satisf", "задоволен"], ("satisfaction", 1.0)),
    **dict.fromkeys(["dissatisf", "unsatisf", "insatisf", "незадоволен"], ("satisfaction", -1.0)),
    **dict.fromkeys(["important", "важлив", "importante"], ("importance", 1.0)),
    **dict.fromkeys(["unimportant", "неважлив"], ("importance", -1.0)),
    **dict.fromkeys(["likely", "ймовірн", "probable"], ("likelihood", 1.0)),
    **dict.fromkeys(["unlikely", "малоймовірн", "improbable"], ("likelihood", -1.0)),
    **dict.fromkeys(["easy", "легк", "fácil"], ("ease", 1.0)),
    **dict.fromkeys(["difficult", "hard", "важк", "складн", "difícil"], ("ease", -1.0)),
    **dict.fromkeys(["better", "improved", "кращ", "покращ", "mejor"], ("change", 1.0)),
    **dict.fromkeys(["worse", "worsened", "гірш", "погірш", "peor"], ("change", -1.0)),
    **dict.fromkeys(["more", "increased", "більше", "más"], ("amount", 1.0)),
    **dict.fromkeys(["less", "fewer", "decreased", "менше", "menos"], ("amount", -1.0)),
    **dict.fromkeys(["high", "висок", "alto", "alta"], ("level", 1.0)),
    **dict.fromkeys(["low", "низьк", "bajo", "baja"], ("level", -1.0)),
    **dict.fromkeys(["large", "big", "велик", "grande"], ("size", 1.0)),
    **dict.fromkeys(["small", "малий", "мала", "мале", "мало", "pequeñ"], ("size", -1.0)),
    **dict.fromkeys(["positive", "позитивн", "positiv"], ("feeling", 1.0)),
    **dict.fromkeys(["negative", "негативн", "negativ"], ("feeling", -1.0)),
    **dict.fromkeys(["support", "підтриму"], ("support", 1.0)),
    **dict.fromkeys(["oppose"], ("support", -1.0)),
    **dict.fromkeys(["approve", "схвалю"], ("approval", 1.0)),
    **dict.fromkeys(["disapprove"], ("approval", -1.0)),
    **dict.fromkeys(["довіря"], ("trust", 1.0)),
    **dict.fromkeys(["yes", "так", "sí", "true"], ("yes", 1.0)),
    **dict.fromkeys(["no", "ні", "false"], ("yes", -1.0)),
}
"""How a judgement begins, with its subject and on which side it stands; the longest beginning counts."""

STEPS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(["nothing", "none", "none at all", "not at all", "нічого", "зовсім ні", "nada"], (ANY, -4.0)),
    **dict.fromkeys(["very little", "дуже мало", "muy poco"], (ANY, 0.2)),
    **dict.fromkeys(["мало", "poco"], (ANY, 0.5)),
    **dict.fromkeys(["багато"], (ANY, 3.0)),
    **dict.fromkeys(["never", "ніколи", "nunca", "jamás"], ("frequency", 0.0)),
    **dict.fromkeys(["almost never", "hardly ever", "майже ніколи", "casi nunca"], ("frequency", 0.5)),
    **dict.fromkeys(["rarely", "seldom", "less often", "рідко", "рідше", "raramente", "rara vez"], ("frequency", 1.0)),
    **dict.fromkeys(["very rarely", "дуже рідко", "muy raramente"], ("frequency", 0.7)),
    **dict.fromkeys(["annually", "yearly", "щороку", "щорічно", "anualmente"], ("frequency", 1.2)),
    **dict.fromkeys(["occasionally", "зрідка", "час від часу", "ocasionalmente"], ("frequency", 1.8)),
    **dict.fromkeys(["quarterly", "щокварталу", "trimestralmente"], ("frequency", 2.0)),
    **dict.fromkeys(["sometimes", "іноді", "інколи", "a veces", "algunas veces"], ("frequency", 2.4)),
    **dict.fromkeys(["monthly", "щомісяця", "щомісячно", "mensualmente"], ("frequency", 3.0)),
    **dict.fromkeys(["weekly", "щотижня", "щотижнево", "semanalmente"], ("frequency", 4.0)),
    **dict.fromkeys(["often", "frequently", "regularly", "часто", "регулярно", "a menudo"], ("frequency", 5.2)),
    **dict.fromkeys(["frecuentemente", "con frecuencia"], ("frequency", 5.2)),
    **dict.fromkeys(["daily", "щодня", "щоденно", "diariamente", "a diario"], ("frequency", 5.5)),
    **dict.fromkeys(
        ["very often", "very frequently", "дуже часто", "muy a menudo", "muy frecuentemente"], ("frequency", 5.6)
    ),
    **dict.fromkeys(["usually", "most of the time", "зазвичай", "casi siempre", "майже завжди"], ("frequency", 6.5)),
    **dict.fromkeys(["almost always", "nearly always"], ("frequency", 6.7)),
    **dict.fromkeys(["always", "all the time", "завжди", "постійно", "siempre"], ("frequency", 7.0)),
    **dict.fromkeys(["no education", "no formal education", "no schooling", "без освіти"], ("schooling", 0.0)),
    **dict.fromkeys(["primary", "primary school", "primary education", "elementary school"], ("schooling", 1.0)),
    **dict.fromkeys(["початкова", "початкова освіта", "primaria"], ("schooling", 1.0)),
    **dict.fromkeys(["lower secondary", "базова середня", "неповна середня"], ("schooling", 1.5)),
    **dict.fromkeys(["secondary", "secondary school", "secondary education", "high school"], ("schooling", 2.0)),
    **dict.fromkeys(["середня освіта", "повна середня", "secundaria"], ("schooling", 2.0)),
    **dict.fromkeys(
        ["vocational", "vocational school", "vocational education", "vocational training"], ("schooling", 3)
    ),
    **dict.fromkeys(["професійно-технічна", "професійна", "середня спеціальна"], ("schooling", 3.0)),
    **dict.fromkeys(["неповна вища"], ("schooling", 3.5)),
    **dict.fromkeys(["higher", "higher education", "university", "university degree", "tertiary"], ("schooling", 4.0)),
    **dict.fromkeys(["вища", "вища освіта", "universitaria"], ("schooling", 4.0)),
    **dict.fromkeys(["bachelor", "bachelor's degree", "бакалавр"], ("schooling", 4.2)),
    **dict.fromkeys(["master", "master's degree", "магістр", "postgraduate"], ("schooling", 5.0)),
    **dict.fromkeys(["doctorate", "phd", "doctoral degree", "науковий ступінь"], ("schooling", 6.0)),
}
"""Whole answers, with their subject and their place; they go before all other words."""
