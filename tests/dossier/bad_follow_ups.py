"""Bad inputs: one fault hides no other, and brings no second message of its own."""

from __future__ import annotations

from tests.dossier.bad_inputs import Case, after, append, case, edit

UNSURE = edit("inception.yaml", "answer: Unclear,", "answer: Unsure,")
MEETING = edit("events.csv", "kick-off,meeting", "kick-off,meting")
MEMBER = "member:\n  name: Harbour\n  country: Atlantis\n"
NONE = '  2.2: {answer: "No", explanation: None was given.}'

CASES: tuple[Case, ...] = (
    case(
        "unknown key hides no unknown option",
        after(append("plan.yaml", "colour: blue\n"), UNSURE),
        '~/inception.yaml:12: the answer to question 1.4 is "Unsure"; expected "Yes", "No" or "Unclear"; '
        "choose one of these, or leave the answer out if it is not known",
        '~/plan.yaml:31: unknown key "colour"; expected one of member, title, other_titles, period, due, '
        "submitted, lead_institutions, challenges, vision, engagement, synthetic, note, sources, "
        "commitments; delete it, or move it to where it belongs",
    ),
    case(
        "misspelt title hides no end before its start",
        after(
            edit("plan.yaml", "title: Action plan", "titel: Action plan"),
            edit("plan.yaml", "end: 2025-06", "end: 2024-06"),
        ),
        '~/plan.yaml:5: unknown key "titel"; expected one of member, title, other_titles, period, due, submitted, '
        "lead_institutions, challenges, vision, engagement, synthetic, note, sources, commitments; did you "
        'mean "title"? Rename it',
        "~/plan.yaml:20: the end 2024-06 lies before the start 2024-07; expected an end not before the "
        "start; correct one of the two dates",
    ),
    case(
        "missing member hides no unknown evidence",
        after(edit("plan.yaml", MEMBER, ""), edit("inception.yaml", "evidence: [page]", "evidence: [pgae, page]")),
        '~/inception.yaml:16: evidence "pgae" is not known; expected an id from evidence.csv; did you mean "page"?',
        '~/plan.yaml:1: key "member" is missing; add a line "member: …"',
    ),
    case(
        "missing number makes no commitment unknown",
        edit("plan.yaml", "  - number: 2\n    id", "  - id"),
        '~/plan.yaml:26: key "number" is missing in "commitments" → entry 2; add a line "number: …"',
    ),
    case(
        "untitled source is no unknown one",
        edit("plan.yaml", "    title: Minutes of the forum\n", ""),
        '~/plan.yaml:12: key "title" is missing in "sources" → entry 1; add a line "title: …"',
    ),
    case(
        "bad id of a source makes it no unknown one",
        edit("plan.yaml", "id: minutes", "id: The Minutes"),
        '~/plan.yaml:12: "id" is "The Minutes"; expected small letters, digits and hyphens; write it like '
        '"khmelnytskyi-2021-2025"; no dots, slashes or spaces',
    ),
    case(
        "bad id of a coder makes it no unknown one",
        edit("inception.yaml", "- id: first", "- id: The First"),
        '~/inception.yaml:6: "id" is "The First"; expected small letters, digits and hyphens; write it like '
        '"khmelnytskyi-2021-2025"; no dots, slashes or spaces',
    ),
    case(
        "misspelt explanation is not missing too",
        edit("inception.yaml", "explanation: The city keeps", "explaination: The city keeps"),
        '~/inception.yaml:15: unknown key "explaination"; expected one of answer, coding, explanation, '
        'evidence, references; did you mean "explanation"? Rename it',
    ),
    case(
        "misspelt evidence is not missing too",
        edit("inception.yaml", "evidence: [page]", "evidnece: [page]"),
        '~/inception.yaml:16: unknown key "evidnece"; expected one of answer, coding, explanation, evidence, '
        'references; did you mean "evidence"? Rename it',
    ),
    case(
        "refused evidence is not missing too",
        edit("inception.yaml", "evidence: [page]", "evidence: page"),
        '~/inception.yaml:16: "evidence" is "page"; expected a list; write one line per entry, each '
        'beginning with "- "',
    ),
    case(
        "refused coding is no unknown option",
        edit("inception.yaml", "answer: Unclear\n", "answer: [Unclear]\n"),
        '~/inception.yaml:23: "answer" is a list; expected text; write one value here',
    ),
    case(
        "refused answer is no missing question",
        edit("inception.yaml", NONE, "  2.2: No"),
        '~/inception.yaml:17: "2.2" is "No"; expected keys with values; write "key: value" lines, indented',
    ),
    case(
        "refused number makes no commitment missing",
        edit("inception.yaml", "- number: 2\n", "- number: two\n"),
        '~/inception.yaml:36: "number" is "two"; expected a whole number such as 12; change it',
    ),
    case(
        "bad row keeps its id and hides no unknown one",
        after(
            edit("evidence.csv", "page,link", "page,lynk"),
            edit("inception.yaml", "references: [chair]", "references: [chair, stool]"),
        ),
        '~/evidence.csv:3: "kind" is "lynk"; expected "document", "link", "interview" or "file"; did you mean "link"?',
        '~/inception.yaml:11: evidence "stool" is not known; expected an id from evidence.csv; add it to '
        "evidence.csv, or correct the name",
    ),
    case(
        "unknown column hides no bad cell",
        after(edit("events.csv", "residents\n", "weather\n"), MEETING),
        '~/events.csv:1: unknown column "weather"; expected one of id, kind, title, start, end, times, '
        "informed, organiser, series, "
        "invitations, at_least, government, civil_society, academia, business, residents, "
        "proposals, answered, who, source, note; "
        "delete the column",
        '~/events.csv:2: "kind" is "meting"; expected "training", "meeting", "focus group", "survey", '
        '"consultation", "final meeting", "presentation", "invitation", "publication", "submission" or '
        '"other"; did you mean "meeting"?',
    ),
    case(
        "names of columns with capitals",
        edit("evidence.csv", "id,kind,title", "Id,Kind,Title"),
        '~/evidence.csv:1: unknown column "Id"; expected one of id, kind, title, address, date, publisher, '
        'government, retrieved, sha256, archived, source, note; did you mean "id"? Rename the column',
        '~/evidence.csv:1: unknown column "Kind"; expected one of id, kind, title, address, date, publisher, '
        'government, retrieved, sha256, archived, source, note; did you mean "kind"? Rename the column',
        '~/evidence.csv:1: unknown column "Title"; expected one of id, kind, title, address, date, '
        'publisher, government, retrieved, sha256, archived, source, note; did you mean "title"? Rename the '
        "column",
    ),
    case(
        "misspelt needed column hides no bad cell",
        after(edit("events.csv", "id,kind,", "id,knd,"), MEETING),
        '~/events.csv:1: unknown column "knd"; expected one of id, kind, title, start, end, times, informed, '
        "organiser, series, "
        "invitations, at_least, government, civil_society, academia, business, residents, "
        "proposals, answered, who, source, note; "
        'did you mean "kind"? Rename the column',
        '~/events.csv:2: "kind" is "meting"; expected "training", "meeting", "focus group", "survey", '
        '"consultation", "final meeting", "presentation", "invitation", "publication", "submission" or '
        '"other"; did you mean "meeting"?',
    ),
    case(
        "misspelt column of the survey",
        edit("survey.csv", "age,wishes,remark", "Age,wishes,remark"),
        '~/survey.csv:1: unknown column "Age"; expected one of age, wishes, remark; did you mean "age"? '
        "Rename the column",
    ),
    case(
        "bad codebook hides nothing else",
        after(edit("survey.yaml", "role: group", "role: groop"), UNSURE),
        '~/inception.yaml:12: the answer to question 1.4 is "Unsure"; expected "Yes", "No" or "Unclear"; '
        "choose one of these, or leave the answer out if it is not known",
        '~/survey.yaml:5: "role" is "groop"; expected "group", "rating", "single choice", "multiple choice", '
        '"free text", "weight", "stratum", "cluster", "identifier" or "duration"; did you mean "group"?',
    ),
    case(
        "relevance answered though not verifiable",
        edit("inception.yaml", "2.2: {}", '2.2: {answer: "Yes", explanation: It does.}'),
        "~/inception.yaml:39: warning: commitment 2: the commitment is not verifiable, and yet it is "
        'assessed further; expected answers that agree; the report shows this answer as "not applicable"; '
        "leave it out or change the answer on verifiability",
    ),
    case(
        "misspelt potential",
        edit("inception.yaml", "answer: modest", "answer: modst"),
        '~/inception.yaml:34: the answer to question 1.4 (commitment 1) is "modst"; expected "unclear", '
        '"modest" or "substantial"; did you mean "modest"?',
    ),
    case(
        "misspelt novelty",
        edit("inception.yaml", "answer: new,", "answer: brand-new,"),
        '~/inception.yaml:33: the answer to question 1.3 (commitment 1) is "brand-new"; expected "ongoing" '
        'or "new"; choose one of these, or leave the answer out if it is not known',
    ),
    case(
        "official text of an option, without its commas",
        edit("inception.yaml", "answer: new,", "answer: a new regulation policy practice or requirement,"),
        '~/inception.yaml:33: the answer to question 1.3 (commitment 1) is "a new regulation policy practice '
        'or requirement"; expected "ongoing" or "new"; did you mean "new"?',
    ),
    case(
        "gap in the numbers of commitments",
        after(
            edit("plan.yaml", "- number: 2", "- number: 3"),
            lambda project: project.write(
                "inception.yaml",
                project.read("inception.yaml").replace("number: 2", "number: 3").replace("\n      2.", "\n      3."),
            ),
        ),
        "~/plan.yaml:26: warning: the plan has a commitment 3, but none with the number 2; expected the "
        "numbers of the plan, from 1 on without a gap; correct the numbers, or add what is left out",
    ),
    case(
        "e-mail addresses in texts that are printed",
        after(
            edit("inception.yaml", "The city keeps a page.", "Write to town@example.org."),
            edit("inception.yaml", "name: First coder", "name: a.b@example.org"),
            edit("plan.yaml", "title: Minutes of the forum", "title: Minutes, from c@example.org"),
            edit("evidence.csv", "the chair, by telephone", "chair@example.org"),
        ),
        '~/evidence.csv:4: warning: "title" holds an e-mail address, which will be withheld in the report; '
        "expected text that may be published; leave the address out",
        '~/inception.yaml:7: warning: "name" holds an e-mail address, which will be withheld in the report; '
        "expected text that may be published; leave the address out",
        '~/inception.yaml:15: warning: "explanation" holds an e-mail address, which will be withheld in the '
        "report; expected text that may be published; leave the address out",
        '~/plan.yaml:13: warning: "title" holds an e-mail address, which will be withheld in the report; '
        "expected text that may be published; leave the address out",
    ),
)
