"""Bad inputs: keys, values and types."""

from __future__ import annotations

from tests.dossier.bad_inputs import Case, append, case, edit

CASES: tuple[Case, ...] = (
    case(
        "misspelt key",
        edit("plan.yaml", "title: Action plan", "titel: Action plan"),
        '~/plan.yaml:5: unknown key "titel"; expected one of member, title, other_titles, period, due, submitted, '
        "lead_institutions, challenges, vision, engagement, synthetic, note, sources, commitments; did you "
        'mean "title"? Rename it',
    ),
    case(
        "misspelt key with nothing after it",
        append("plan.yaml", "vison:\n"),
        '~/plan.yaml:31: unknown key "vison"; expected one of member, title, other_titles, period, due, '
        "submitted, lead_institutions, challenges, vision, engagement, synthetic, note, sources, "
        'commitments; did you mean "vision"? Rename it',
    ),
    case(
        "misspelt key deep inside a commitment",
        edit("plan.yaml", "        end: 2024-12", "        ennd: 2024-12"),
        '~/plan.yaml:24: unknown key "ennd"; expected one of title, start, end, owner, source; did you mean '
        '"end"? Rename it',
    ),
    case(
        "misspelt key inside an answer",
        edit("inception.yaml", "    explanation: The city keeps", "    explaination: The city keeps"),
        '~/inception.yaml:15: unknown key "explaination"; expected one of answer, coding, explanation, '
        'evidence, references; did you mean "explanation"? Rename it',
    ),
    case(
        "unknown key that resembles none",
        append("plan.yaml", "colour: blue\n"),
        '~/plan.yaml:31: unknown key "colour"; expected one of member, title, other_titles, period, due, '
        "submitted, lead_institutions, challenges, vision, engagement, synthetic, note, sources, "
        "commitments; delete it, or move it to where it belongs",
    ),
    case(
        "very long key",
        append("plan.yaml", "? " + "k" * 5000 + "\n: 1\n"),
        '~/plan.yaml:31: unknown key "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…"; '
        "expected one of member, title, other_titles, period, due, submitted, lead_institutions, challenges, "
        "vision, engagement, synthetic, note, sources, commitments; delete it, or move it to where it belongs",
    ),
    case(
        "key twice",
        append("plan.yaml", "submitted: 2024-07\n"),
        '~/plan.yaml:31: key "submitted" stands here a second time (first in line 9); expected each key '
        "once; delete one of the two",
    ),
    case(
        "list as key",
        append("plan.yaml", "[a, b]: 1\n"),
        "~/plan.yaml:31: a key is itself a list or a group; expected a word as key; write a word",
    ),
    case(
        "missing key",
        edit("plan.yaml", "  country: Atlantis\n", ""),
        '~/plan.yaml:2: key "country" is missing in "member"; add a line "country: …"',
    ),
    case(
        "missing key of a commitment",
        edit("plan.yaml", "  - number: 2\n    id: ATHRB0002\n", "  - id: ATHRB0002\n"),
        '~/plan.yaml:26: key "number" is missing in "commitments" → entry 2; add a line "number: …"',
    ),
    case(
        "list for text",
        edit("plan.yaml", "name: Harbour", "name: [Harbour]"),
        '~/plan.yaml:3: "name" is a list; expected text; write one value here',
    ),
    case(
        "text for list",
        edit("plan.yaml", "ogp_values: [Access to information]", "ogp_values: Access to information"),
        '~/plan.yaml:21: "ogp_values" is "Access to information"; expected a list; write one line per entry, '
        'each beginning with "- "',
    ),
    case(
        "group for text",
        edit("plan.yaml", "title: First file published", "title: {en: First file published}"),
        '~/plan.yaml:23: "title" is a group of keys; expected text; write one value here',
    ),
    case(
        "text for group",
        edit("plan.yaml", "period:\n  start: 2024\n  end: 2026", "period: 2024-2026"),
        '~/plan.yaml:6: "period" is "2024-2026"; expected keys with values; write "key: value" lines, indented',
    ),
    case(
        "text for answers",
        edit("inception.yaml", '{answer: "No", explanation: None was given.}', '"No"'),
        '~/inception.yaml:17: "2.2" is "No"; expected keys with values; write "key: value" lines, indented',
    ),
    case(
        "nothing in a list",
        edit("inception.yaml", "evaluators: [A. Reviewer]", "evaluators:\n  -\n  - A. Reviewer"),
        '~/inception.yaml:4: "evaluators" → entry 1 is nothing; expected text; write one value here',
    ),
    case(
        "empty text",
        edit("plan.yaml", "title: Publish the budget as open data", 'title: ""'),
        '~/plan.yaml:18: "title" is ""; expected some text; fill it in',
    ),
    case(
        "two lines where one is asked for",
        edit("plan.yaml", "title: Publish the budget as open data", "title: |\n      Publish\n      the budget"),
        '~/plan.yaml:18: "title" is "Publish the budget"; expected text on one line; join the lines (write '
        'the text after the colon, without "|")',
    ),
    case(
        "text that is too long",
        edit("plan.yaml", "    milestones:", "    short_title: " + "long " * 20 + "\n    milestones:"),
        '~/plan.yaml:22: "short_title" is "long long long long long long long long long long long long …"; '
        "expected at most 60 characters; shorten it",
    ),
    case(
        "unknown OGP value",
        edit("plan.yaml", "- Civic Participation", "- Civic Partcipation"),
        '~/plan.yaml:30: "ogp_values" → entry 1 is "Civic Partcipation"; expected "Access to information", '
        '"Civic Participation", "Public Accountability" or "Technology and Innovation for Transparency and '
        'Accountability"; did you mean "Civic Participation"?',
    ),
    case(
        "not true or false",
        edit("plan.yaml", "synthetic: true", "synthetic: perhaps"),
        '~/plan.yaml:10: "synthetic" is "perhaps"; expected true or false; write true or false',
    ),
    case(
        "no date",
        edit("plan.yaml", "start: 2024-07", "start: July 2024"),
        '~/plan.yaml:19: "start" is "July 2024"; expected a date such as 2021, 2021-07 or 2021-07-15; did '
        'you mean "2024-07"?',
    ),
    case(
        "month that no year has",
        edit("plan.yaml", "start: 2024-07", "start: 2024-13"),
        '~/plan.yaml:19: "start" is "2024-13"; expected a date that the calendar has; change it, or delete '
        "the key if not known",
    ),
    case(
        "day that no calendar has",
        edit("plan.yaml", "start: 2024-07", "start: 2021-02-30"),
        '~/plan.yaml:19: "start" is "2021-02-30"; expected a date that the calendar has; change it, or '
        "delete the key if not known",
    ),
    case(
        "day that no calendar has, where a day is asked for",
        edit("inception.yaml", "on: 2024-09-01", "on: 2024-02-30"),
        '~/inception.yaml:25: "on" is "2024-02-30"; expected a day that the calendar has; change it, or '
        "delete the key if not known",
    ),
    case(
        "month where a day is asked for",
        edit("inception.yaml", "on: 2024-09-01", "on: 2024-09"),
        '~/inception.yaml:25: "on" is "2024-09"; expected a day such as 2021-07-15; write the year, month '
        "and day, in this order, or delete the key if not known",
    ),
    case(
        "time in place of a year",
        edit("plan.yaml", "end: 2026", "end: 12:30:00"),
        '~/plan.yaml:8: "end" is "12:30:00"; expected a whole number such as 12; change it',
    ),
    case(
        "number with underscores",
        edit("plan.yaml", "end: 2026", "end: 2_026"),
        '~/plan.yaml:8: "end" is "2_026"; expected a whole number such as 12; change it',
    ),
    case(
        "year far away",
        edit("plan.yaml", "end: 2026", "end: 20266"),
        '~/plan.yaml:8: "end" is "20266"; expected at most 2100; correct it',
    ),
    case(
        "number of very many digits",
        edit("plan.yaml", "  - number: 1", "  - number: " + "9" * 5000),
        '~/plan.yaml:16: "number" is "999999999999999999999999999999999999999999999999999999999999…"; '
        "expected a smaller number; correct it",
    ),
    case(
        "commitment number nought",
        edit("plan.yaml", "  - number: 1", "  - number: 0"),
        '~/plan.yaml:16: "number" is "0"; expected at least 1; correct it',
    ),
    case(
        "octal commitment number",
        edit("plan.yaml", "  - number: 1", "  - number: 01"),
        '~/plan.yaml:16: "number" is "01"; expected a whole number such as 12; change it',
    ),
    case(
        "commitment id in small letters",
        edit("plan.yaml", "ATHRB0001", "athrb1"),
        '~/plan.yaml:17: "id" is "athrb1"; expected two to five capitals and four digits; write it like '
        '"UAZVL0004", or leave it out',
    ),
    case(
        "bad address",
        edit("plan.yaml", "https://example.org/minutes", "javascript:alert(1)"),
        '~/plan.yaml:14: "address" is "javascript:alert(1)"; expected an address that begins with http:// or '
        "https://; change it, or delete the key if not known",
    ),
    case(
        "bad id",
        edit("plan.yaml", "- id: minutes", "- id: The Minutes"),
        '~/plan.yaml:12: "id" is "The Minutes"; expected small letters, digits and hyphens; write it like '
        '"khmelnytskyi-2021-2025"; no dots, slashes or spaces',
    ),
    case(
        "e-mail under a name of its own",
        edit("inception.yaml", "email: rev", "e-mail: rev"),
        '~/inception.yaml:4: unknown key "e-mail"; expected one of form, header, evaluators, email, texts, '
        'source, submitted, coders, answers, commitments; did you mean "email"? Rename it',
    ),
    case(
        "plan that ends before it starts",
        edit("plan.yaml", "end: 2026", "end: 2023"),
        "~/plan.yaml:8: the plan ends in 2023, before it starts in 2024; expected an end not before the "
        "start; correct one of the two years",
    ),
    case(
        "commitment that ends before it starts",
        edit("plan.yaml", "end: 2025-06", "end: 2024-06"),
        "~/plan.yaml:20: the end 2024-06 lies before the start 2024-07; expected an end not before the "
        "start; correct one of the two dates",
    ),
    case(
        "commitment number twice",
        edit("plan.yaml", "  - number: 2", "  - number: 1"),
        "~/inception.yaml:36: commitment 2 is assessed, but the plan does not have it; expected one of 1; "
        "correct the number, or add the commitment to plan.yaml",
        "~/plan.yaml:26: commitment number 1 occurs a second time (first in line 16); expected each once; "
        "give one of the two another, or delete it",
    ),
    case(
        "commitment id twice",
        edit("plan.yaml", "ATHRB0002", "ATHRB0001"),
        "~/plan.yaml:26: commitment id ATHRB0001 occurs a second time (first in line 16); expected each "
        "once; give one of the two another, or delete it",
    ),
    case(
        "source id twice",
        edit("plan.yaml", "commitments:", "  - id: minutes\n    title: Others\ncommitments:"),
        "~/plan.yaml:15: source id minutes occurs a second time (first in line 12); expected each once; give "
        "one of the two another, or delete it",
    ),
    case(
        "unknown source",
        edit("plan.yaml", "source: minutes", "source: minute"),
        '~/plan.yaml:25: source "minute" is not known; expected an id from sources in plan.yaml; did you '
        'mean "minutes"?',
    ),
    case(
        "more than 200 commitments",
        append("plan.yaml", "".join(f"  - {{number: {n}, title: t}}\n" for n in range(3, 203))),
        '~/plan.yaml:15: "commitments" is a list; expected at most 200 entries; leave some out',
    ),
    case(
        "empty list of commitments",
        lambda project: project.write(
            "plan.yaml", project.read("plan.yaml").partition("commitments:")[0] + "commitments: []\n"
        ),
        '~/plan.yaml:15: "commitments" is a list; expected at least one entry; add one',
    ),
)
