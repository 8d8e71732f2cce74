"""Languages of the invented places: syllables for their names, and a few words and sentences in the own script.

Only scripts that the kit's fonts have: Latin with diacritics, Cyrillic, Greek, Georgian and Armenian.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LANGUAGES", "Language"]


@dataclass(frozen=True)
class Language:
    """What is written in one language.

    ``syllables`` holds the beginnings, middles and ends of names, each as "latin|own script" or alone where the two are
    the same. ``country`` is invented like everything here.
    """

    name: str
    country: str
    syllables: tuple[str, str, str]
    invented: str
    council: str
    office: str
    association: str
    university: str
    forum: str
    problem: str
    answer: str
    woman: str
    man: str
    yes: str
    no: str
    unsure: str


LANGUAGES: tuple[Language, ...] = (
    Language(
        name="French",
        country="Valmérie",
        syllables=("Bréz Aulph Chév Vœil Tronç Plouç Gâch", "e i an ou y", "louque gnières drôme mézac veyrès fontaud"),
        invented="texte inventé",
        council="Conseil municipal",
        office="Service des données ouvertes",
        association="Association des habitants",
        university="Université municipale",
        forum="Forum du gouvernement ouvert",
        problem="Les habitants ne trouvent pas où les décisions sont publiées.",
        answer="La ville publie les décisions et répond par écrit à chaque proposition.",
        woman="femme",
        man="homme",
        yes="oui",
        no="non",
        unsure="ne sait pas",
    ),
    Language(
        name="Ukrainian",
        country="Stepovia",
        syllables=(
            "Zhovt|Жовт Hrech|Греч Lysh|Лиш Pyvn|Пивн Shchebr|Щебр Dzhm|Джм Bobryk|Бобрик",
            "o|о y|и a|а u|у ivo|іво",
            "hradtsi|градці pilske|пільське yizhne|їжне veriv|верів luzhok|лужок shanets|шанець",
        ),
        invented="вигаданий текст",
        council="Міська рада",
        office="Відділ відкритих даних",
        association="Спілка мешканців",
        university="Міський університет",
        forum="Форум відкритого врядування",
        problem="Мешканці не знають, де оприлюднюють рішення.",
        answer="Місто оприлюднює рішення і письмово відповідає на кожну пропозицію.",
        woman="жінка",
        man="чоловік",
        yes="так",
        no="ні",
        unsure="не знаю",
    ),
    Language(
        name="Spanish",
        country="Zaragundia",
        syllables=("Ñor Zald Quij Pañ Ébr Chinch Yurr", "u e a o i", "mébar lagüenza drín ñosa zúcar pardo"),
        invented="texto inventado",
        council="Concejo municipal",
        office="Oficina de datos abiertos",
        association="Asociación de vecinos",
        university="Universidad municipal",
        forum="Foro de gobierno abierto",
        problem="La gente no sabe dónde se publican las decisiones.",
        answer="La ciudad publica las decisiones y responde por escrito a cada propuesta.",
        woman="mujer",
        man="hombre",
        yes="sí",
        no="no",
        unsure="no sabe",
    ),
    Language(
        name="Greek",
        country="Kymatia",
        syllables=(
            "Xan|Ξαν Thalf|Θαλφ Kryp|Κρυπ Psil|Ψιλ Chriz|Χριζ Skaf|Σκαφ Ptel|Πτελ",
            "o|ο i|ι a|α y|υ ou|ου",
            "drami|δράμι vessa|βέσσα koria|κόρια mylo|μυλό nera|νερά stefi|στέφι",
        ),
        invented="επινοημένο κείμενο",
        council="Δημοτικό Συμβούλιο",
        office="Γραφείο ανοικτών δεδομένων",
        association="Σύλλογος κατοίκων",
        university="Δημοτικό Πανεπιστήμιο",
        forum="Φόρουμ ανοικτής διακυβέρνησης",
        problem="Οι κάτοικοι δεν γνωρίζουν πού δημοσιεύονται οι αποφάσεις.",
        answer="Ο δήμος δημοσιεύει τις αποφάσεις και απαντά γραπτώς σε κάθε πρόταση.",
        woman="γυναίκα",
        man="άνδρας",
        yes="ναι",
        no="όχι",
        unsure="δεν ξέρω",
    ),
    Language(
        name="Polish",
        country="Kresawia",
        syllables=("Łyżb Świerł Żdźb Chrząk Gęgn Pstrz Ćwik", "o y a e ę", "bórzec więcin gostków szczew łęgi rzutno"),
        invented="tekst zmyślony",
        council="Rada miejska",
        office="Biuro otwartych danych",
        association="Stowarzyszenie mieszkańców",
        university="Uniwersytet miejski",
        forum="Forum otwartego rządu",
        problem="Mieszkańcy nie wiedzą, gdzie publikowane są decyzje.",
        answer="Miasto publikuje decyzje i odpowiada pisemnie na każdą propozycję.",
        woman="kobieta",
        man="mężczyzna",
        yes="tak",
        no="nie",
        unsure="nie wiem",
    ),
    Language(
        name="Georgian",
        country="Mtsvania",
        syllables=(
            "Zhva|ჟვა Kru|კრუ Dzeb|ძებ Mtsol|მცოლ Tkhu|თხუ Psha|ფშა Ghob|ღობ",
            "li|ლი na|ნა ve|ვე du|დუ ro|რო",
            "visi|ვისი leti|ლეთი mari|მარი kheba|ხება tskaro|წყარო jala|ჯალა",
        ),
        invented="გამოგონილი ტექსტი",
        council="საკრებულო",
        office="ღია მონაცემების სამსახური",
        association="მცხოვრებთა კავშირი",
        university="საქალაქო უნივერსიტეტი",
        forum="ღია მმართველობის ფორუმი",
        problem="მცხოვრებლებმა არ იციან, სად ქვეყნდება გადაწყვეტილებები.",
        answer="ქალაქი აქვეყნებს გადაწყვეტილებებს და წერილობით პასუხობს ყველა წინადადებას.",
        woman="ქალი",
        man="კაცი",
        yes="დიახ",
        no="არა",
        unsure="არ ვიცი",
    ),
    Language(
        name="German",
        country="Hinterlond",
        syllables=(
            "Öhr Wühl Schläf Käst Pfütz Zwirb Mümm",
            "el en er ig ing",
            "büren förde gäu lößnitz schläge moosach",
        ),
        invented="erfundener Text",
        council="Stadtrat",
        office="Amt für offene Daten",
        association="Verein der Anwohner",
        university="Städtische Hochschule",
        forum="Forum für offene Verwaltung",
        problem="Viele wissen nicht, wo Beschlüsse veröffentlicht werden.",
        answer="Die Stadt veröffentlicht Beschlüsse und beantwortet jeden Vorschlag schriftlich.",
        woman="Frau",
        man="Mann",
        yes="ja",
        no="nein",
        unsure="weiß nicht",
    ),
    Language(
        name="Armenian",
        country="Nairania",
        syllables=(
            "Tsov|Ծով Khar|Խար Zhir|Ժիր Dzag|Ձագ Ghum|Ղում Pchat|Փշատ Jraq|Ջրաք",
            "a|ա e|ե o|ո i|ի u|ու",
            "net|նետ duk|դուկ shav|շավ chir|չիր zard|զարդ meg|մեգ",
        ),
        invented="հորինված տեքստ",
        council="Քաղաքային խորհուրդ",
        office="Բաց տվյալների բաժին",
        association="Բնակիչների միություն",
        university="Քաղաքային համալսարան",
        forum="Բաց կառավարման ֆորում",
        problem="Բնակիչները չգիտեն, թե որտեղ են հրապարակվում որոշումները։",
        answer="Քաղաքը հրապարակում է որոշումները և գրավոր պատասխանում յուրաքանչյուր առաջարկի։",
        woman="կին",
        man="տղամարդ",
        yes="այո",
        no="ոչ",
        unsure="չգիտեմ",
    ),
    Language(
        name="Bulgarian",
        country="Rodonia",
        syllables=(
            "Dryam|Дрям Vrabch|Врабч Shush|Шуш Tsvyat|Цвят Yut|Ют Kopr|Копр Zhab|Жаб",
            "o|о e|е a|а i|и u|у",
            "vitsal|вицал vats|вац dishte|дище grebo|гребо lukovo|луково mostel|мостел",
        ),
        invented="измислен текст",
        council="Общински съвет",
        office="Отдел за отворени данни",
        association="Сдружение на жителите",
        university="Градски университет",
        forum="Форум за открито управление",
        problem="Жителите не знаят къде се публикуват решенията.",
        answer="Градът публикува решенията и отговаря писмено на всяко предложение.",
        woman="жена",
        man="мъж",
        yes="да",
        no="не",
        unsure="не знам",
    ),
)
