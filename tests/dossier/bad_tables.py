"""Bad inputs: tables and the survey."""

from __future__ import annotations

from tests.dossier.bad_inputs import Case, append, case, edit, write

CASES: tuple[Case, ...] = (
    *(
        case(
            f"event in {date}",
            append("events.csv", f"late,meeting,Meeting,{date},,,\n"),
            f'~/events.csv:4: "start" is "{date}"; expected a year from 1900 to 2199; change it, or leave the cell '
            "empty if not known",
        )
        for date in ("0224-05-01", "0001", "1899-12", "2200-01-01", "9999-12-31")
    ),
    case(
        "survey that began in the year 1",
        append("survey.yaml", "start: 0001-01-01\n"),
        '~/survey.yaml:12: "start" is "0001-01-01"; expected a year from 1900 to 2199; change it, or delete the key if '
        "not known",
    ),
    case(
        "more participants than there are people",
        append("events.csv", "late,meeting,Meeting,2024-03,,100000000000000000000,\n"),
        '~/events.csv:4: "government" is "100000000000000000000"; expected at most 1000000000; correct it',
    ),
    case(
        "more times than anything takes place",
        write("events.csv", "id,kind,title,times\na,meeting,M,100000000000000000000\n"),
        '~/events.csv:2: "times" is "100000000000000000000"; expected at most 1000000000; correct it',
    ),
    case(
        "unknown column",
        edit("evidence.csv", "id,kind,title,address", "id,kind,title,adress"),
        '~/evidence.csv:1: unknown column "adress"; expected one of id, kind, title, address, date, '
        'publisher, government, retrieved, sha256, archived, source, note; did you mean "address"? Rename '
        "the column",
    ),
    case(
        "unknown column that resembles none",
        edit("events.csv", "government,residents", "government,weather"),
        '~/events.csv:1: unknown column "weather"; expected one of id, kind, title, start, end, times, '
        "informed, organiser, series, invitations, at_least, government, civil_society, academia, business, "
        "residents, proposals, answered, who, source, note; delete the column",
    ),
    case(
        "column without a name",
        edit("events.csv", "government,residents", "government,"),
        "~/events.csv:1: a column has no name; expected one of id, kind, title, start, end, times, "
        "informed, organiser, series, invitations, at_least, government, civil_society, academia, business, "
        "residents, proposals, answered, who, source, note; "
        "delete the column",
    ),
    case(
        "missing column",
        write("events.csv", "id,title\na,b\n"),
        '~/events.csv:1: column "kind" is missing; add the column',
    ),
    case(
        "column twice",
        edit("events.csv", "government,residents", "government,government"),
        '~/events.csv:1: column "government" occurs twice; expected each column once; delete one',
    ),
    case(
        "row too short",
        edit(
            "events.csv", "kick-off,meeting,First meeting,2024-02-01,2024-02-02,3,12", "kick-off,meeting,First meeting"
        ),
        "~/events.csv:2: the row has 3 cells; expected 7 as in the first row; put texts that hold a comma in "
        "quotes, and give every row all its cells",
    ),
    case(
        "row too long",
        edit("events.csv", "Survey of residents", "Survey of residents, of old people too"),
        "~/events.csv:3: the row has 8 cells; expected 7 as in the first row; put texts that hold a comma in "
        "quotes, and give every row all its cells",
    ),
    case(
        "unclosed quote",
        edit("events.csv", "Survey of residents", '"Survey of residents'),
        "~/events.csv:3: the table cannot be read from here (unexpected end of data); expected cells parted "
        'by commas, with every quote closed; look for a single " and double or delete it',
    ),
    case(
        "text after a closing quote",
        edit("events.csv", "Survey of residents", '"Survey" of residents'),
        "~/events.csv:3: the table cannot be read from here (',' expected after '\"'); expected cells parted "
        'by commas, with every quote closed; look for a single " and double or delete it',
    ),
    case(
        "only empty cells",
        write("events.csv", ",,\n,,\n"),
        "~/events.csv:1: the table has no first row; expected the names of the columns; write them",
    ),
    case(
        "only empty cells in the survey",
        write("survey.csv", ",,\n"),
        "~/survey.csv:1: the table has no first row; expected the names of the columns; write them",
    ),
    case(
        "only empty quotes",
        write("evidence.csv", '""\n'),
        "~/evidence.csv:1: the table has no first row; expected the names of the columns; write them",
    ),
    case(
        "empty cell that is needed",
        edit("evidence.csv", "page,link,Page of the city", "page,link,"),
        '~/evidence.csv:3: the cell under "title" is empty; fill it in',
    ),
    case(
        "bad enumeration value",
        edit("evidence.csv", "page,link", "page,lynk"),
        '~/evidence.csv:3: "kind" is "lynk"; expected "document", "link", "interview" or "file"; did you mean "link"?',
    ),
    case(
        "negative count",
        edit("events.csv", ",3,12", ",-3,12"),
        '~/events.csv:2: "government" is "-3"; expected a whole number such as 12; change it, or leave the '
        "cell empty if not known",
    ),
    case(
        "count with a fraction",
        edit("events.csv", ",3,12", ",3.5,12"),
        '~/events.csv:2: "government" is "3.5"; expected a whole number such as 12; change it, or leave the '
        "cell empty if not known",
    ),
    case(
        "count with a word",
        edit("events.csv", ",3,12", ",three,12"),
        '~/events.csv:2: "government" is "three"; expected a whole number such as 12; change it, or leave '
        "the cell empty if not known",
    ),
    case(
        "impossible date",
        edit("evidence.csv", "2024-02-01", "2024-02-30"),
        '~/evidence.csv:2: "date" is "2024-02-30"; expected a date that the calendar has; change it, or '
        "leave the cell empty if not known",
    ),
    case(
        "date the other way round",
        edit("evidence.csv", "2024-02-01", "01.02.2024"),
        '~/evidence.csv:2: "date" is "01.02.2024"; expected a date such as 2021, 2021-07 or 2021-07-15; did '
        'you mean "2024-02-01"? Excel rewrites dates: format the column as Text first',
    ),
    case(
        "evidence id twice",
        append("evidence.csv", "page,link,Another page,https://example.org/2,,\n"),
        "~/evidence.csv:5: evidence id page occurs a second time (first in line 3); expected each once; give "
        "one of the two another, or delete it",
    ),
    case(
        "event id twice",
        append("events.csv", "survey,survey,Another,2024-03,,,\n"),
        "~/events.csv:4: event id survey occurs a second time (first in line 3); expected each once; give "
        "one of the two another, or delete it",
    ),
    case(
        "unknown source",
        edit("evidence.csv", "2024-02-01,minutes", "2024-02-01,minuets"),
        '~/evidence.csv:2: source "minuets" is not known; expected an id from sources in plan.yaml; did you '
        'mean "minutes"?',
    ),
    case(
        "script as address",
        edit("evidence.csv", "https://example.org/ogp", "javascript:alert(1)"),
        '~/evidence.csv:3: "address" is "javascript:alert(1)"; expected an address that begins with http:// '
        "or https://; change it, or leave the cell empty if not known",
    ),
    case(
        "event that ends before it starts",
        edit("events.csv", "2024-02-02", "2024-01-31"),
        "~/events.csv:2: event kick-off ends (2024-01-31) before it starts (2024-02-01); expected an end not "
        "before the start; correct one of the two dates",
    ),
    case(
        "material that was sent after the event",
        write("events.csv", "id,kind,title,start,informed\nkick-off,meeting,First,2024-02,2024-03-01\n"),
        "~/events.csv:2: warning: the material for event kick-off was sent (2024-03-01) after it began (2024-02); "
        "expected a date before the event, for information in advance; correct the date, if it is a slip; else it "
        "counts as late",
    ),
    case(
        "more proposals answered than received",
        write("events.csv", "id,kind,title,proposals,answered\na,meeting,A,3,4\nb,meeting,B,,1\nc,survey,C,2,2\n"),
        "~/events.csv:2: event a has 4 answered proposals and 3 proposals; expected no more answered than received; "
        'correct one of "proposals" and "answered"',
        "~/events.csv:3: event b has 1 answered proposals and no proposals; expected no more answered than received; "
        'correct one of "proposals" and "answered"',
    ),
    case(
        "dead address",
        write("links.csv", "address,checked,status,outcome\nhttps://example.org/ogp,2024-09-01,404,gone\n"),
        "~/evidence.csv:3: warning: the address of evidence page is dead (gone, status 404; asked on 2024-09-01); "
        "expected an address where a reader can look it up; correct it, or give the address of an archived copy under "
        '"archived"',
    ),
    case(
        "address that was not reached",
        write("links.csv", "address,checked,outcome\nhttps://example.org/ogp,2024-09-01,time limit\n"),
        "~/evidence.csv:3: warning: the address of evidence page was not reached (time limit; asked on 2024-09-01); "
        "expected an address where a reader can look it up; open it yourself; it may be down, or refuse programs",
    ),
    case(
        "outcome that no check of links has",
        write("links.csv", "address,checked,outcome\nhttps://example.org/ogp,2024-09-01,god\n"),
        '~/links.csv:2: "outcome" is "god"; expected "reached", "gone", "unknown host", "refused", "server error", '
        '"other answer", "no connection", "time limit", "TLS error", "no HTTP", "too many redirects", "bad address" '
        'or "private network"; choose one of these',
    ),
    case(
        "survey value that the codebook does not list",
        edit("survey.csv", "old,roads", "old,rods"),
        '~/survey.csv:3: column "wishes" holds a value that the codebook does not list; expected one of '
        "parks, roads, data; correct the value, or add it to options or missing in survey.yaml",
    ),
    case(
        "survey value of a person",
        edit("survey.csv", "not said", "did not say"),
        '~/survey.csv:4: column "age" holds a value that the codebook does not list; expected one of young, '
        "old; correct the value, or add it to options or missing in survey.yaml",
    ),
    case(
        "survey column that the codebook lacks",
        edit("survey.csv", "age,wishes,remark", "age,wishes,remarks"),
        '~/survey.csv:1: unknown column "remarks"; expected one of age, wishes, remark; did you mean '
        '"remark"? Rename the column',
    ),
    case(
        "survey row too long",
        edit("survey.csv", "old,roads,", "old,roads,,"),
        "~/survey.csv:3: the row has 4 cells; expected 3 as in the first row; put texts that hold a comma in "
        "quotes, and give every row all its cells",
    ),
    case(
        "codebook without sampling",
        edit("survey.yaml", "sampling: opt-in\n", ""),
        '~/survey.yaml:1: key "sampling" is missing; expected "probability", "list", "opt-in" or "census"; add a '
        'line "sampling: …"',
    ),
    case(
        "codebook with an unknown sampling",
        edit("survey.yaml", "sampling: opt-in", "sampling: optin"),
        '~/survey.yaml:2: "sampling" is "optin"; expected "probability", "list", "opt-in" or "census"; did '
        'you mean "opt-in"?',
    ),
    case(
        "codebook without columns",
        write("survey.yaml", "title: S\nsampling: opt-in\nsynthetic: true\ncolumns: []\n"),
        '~/survey.yaml:4: "columns" is a list; expected at least one entry; add one',
    ),
    case(
        "codebook column twice",
        edit("survey.yaml", "name: wishes", "name: age"),
        '~/survey.yaml:6: column "age" occurs twice in the codebook; expected each column once; delete one',
    ),
)
