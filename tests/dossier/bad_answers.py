"""Bad inputs: answers of the assessment."""

from __future__ import annotations

from tests.dossier.bad_inputs import Case, after, append, case, edit

SECOND = """\
      2.1: {answer: "No", explanation: It names no steps.}
      2.2: {}
      2.3: {}
      2.4: {}
      2.5: {}
"""

CASES: tuple[Case, ...] = (
    case(
        "unknown option",
        edit("inception.yaml", '1.1: {answer: "Yes", explanation: A', "1.1: {answer: Yse, explanation: A"),
        '~/inception.yaml:9: the answer to question 1.1 is "Yse"; expected "Yes", "No" or "Unclear"; did you '
        'mean "Yes"?',
    ),
    case(
        "empty answer",
        edit("inception.yaml", "answer: Unclear,", 'answer: "",'),
        '~/inception.yaml:12: the answer to question 1.4 is ""; expected "Yes", "No" or "Unclear"; choose '
        "one of these, or leave the answer out if it is not known",
    ),
    case(
        "very long answer",
        edit("inception.yaml", "answer: Unclear,", "answer: " + "Maybe so " * 5000 + ","),
        '~/inception.yaml:12: the answer to question 1.4 is "Maybe so Maybe so Maybe so Maybe so Maybe so '
        'Maybe so Maybe …"; expected "Yes", "No" or "Unclear"; choose one of these, or leave the answer out '
        "if it is not known",
    ),
    case(
        "answer that is a list",
        edit("inception.yaml", "answer: Unclear,", "answer: [Unclear],"),
        '~/inception.yaml:12: "answer" is a list; expected text; write one value here',
    ),
    case(
        "octal answer",
        edit("inception.yaml", "answer: Unclear,", "answer: 007,"),
        '~/inception.yaml:12: the answer to question 1.4 is "007"; expected "Yes", "No" or "Unclear"; choose '
        "one of these, or leave the answer out if it is not known",
    ),
    case(
        "unknown coding",
        edit("inception.yaml", "      answer: Unclear", "      answer: Unclearly"),
        '~/inception.yaml:23: the answer to question 2.6 is "Unclearly"; expected "Yes", "No" or "Unclear"; '
        'did you mean "Unclear"?',
    ),
    case(
        "unknown coder",
        edit("inception.yaml", "      by: first", "      by: frist"),
        '~/inception.yaml:24: coder "frist" is not known; expected an id from coders in ~/inception.yaml; '
        'did you mean "first"?',
    ),
    case(
        "coder id twice",
        edit("inception.yaml", "answers:\n  1.1", "  - id: first\n    name: Another\nanswers:\n  1.1"),
        "~/inception.yaml:8: coder id first occurs a second time (first in line 6); expected each once; give "
        "one of the two another, or delete it",
    ),
    case(
        "unknown evidence id",
        edit("inception.yaml", "evidence: [page]", "evidence: [pages]"),
        '~/inception.yaml:16: evidence "pages" is not known; expected an id from evidence.csv; did you mean "page"?',
        "~/evidence.csv:3: warning: evidence page supports no answer; expected an answer that names it; name "
        "it under evidence or references of a question, or delete the row",
    ),
    case(
        "unknown reference",
        edit("inception.yaml", "references: [chair]", "references: [nobody-at-all]"),
        '~/inception.yaml:11: evidence "nobody-at-all" is not known; expected an id from evidence.csv; add '
        "it to evidence.csv, or correct the name",
        "~/evidence.csv:4: warning: evidence chair supports no answer; expected an answer that names it; "
        "name it under evidence or references of a question, or delete the row",
    ),
    case(
        "missing question",
        edit("inception.yaml", '  2.2: {answer: "No", explanation: None was given.}\n', ""),
        "~/inception.yaml:8: warning: question 2.2 has no entry; expected an entry for each question of the "
        'form; add it; until then the report prints "not provided"',
    ),
    case(
        "extra question",
        edit("inception.yaml", "  2.2: {answer", "  2.7: {}\n  2.2: {answer"),
        '~/inception.yaml:17: the form has no question "2.7" here (sections without commitments); expected '
        "one of 1.1, 1.2, 1.3, 1.4, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6; correct the number, or delete the entry",
    ),
    case(
        "number of a question that YAML 1.1 would round",
        edit("inception.yaml", "  1.4: {answer: Unclear", "  1.40: {answer: Unclear"),
        '~/inception.yaml:12: the form has no question "1.40" here (sections without commitments); expected '
        "one of 1.1, 1.2, 1.3, 1.4, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6; correct the number, or delete the entry",
        "~/inception.yaml:8: warning: question 1.4 has no entry; expected an entry for each question of the "
        'form; add it; until then the report prints "not provided"',
    ),
    case(
        "question of another commitment",
        edit("inception.yaml", "      2.5: {}", "      1.5: {}"),
        '~/inception.yaml:42: the form has no question "1.5" here (commitment 2); expected one of 2.1, 2.2, '
        "2.3, 2.4, 2.5; correct the number, or delete the entry",
        "~/inception.yaml:37: warning: question 2.5 has no entry; expected an entry for each question of the "
        'form; add it; until then the report prints "not provided"',
    ),
    case(
        "commitment not in the plan",
        edit("inception.yaml", "  - number: 2\n    answers:\n      2.1", "  - number: 3\n    answers:\n      2.1"),
        "~/inception.yaml:36: commitment 3 is assessed, but the plan does not have it; expected one of 1, 2; "
        "correct the number, or add the commitment to plan.yaml",
        "~/inception.yaml:28: warning: commitment 2 is not assessed; expected an entry for each commitment "
        'of the plan; add it; until then the report prints "not provided" under its questions',
    ),
    case(
        "commitment not assessed",
        edit(
            "inception.yaml",
            SECOND,
            "      {}\n",
        ),
        "~/inception.yaml:37: warning: questions 2.1, 2.2, 2.3, 2.4 and 2.5 have no entry; expected an entry "
        'for each question of the form; add them; until then the report prints "not provided"',
    ),
    case(
        "commitment without an entry",
        edit(
            "inception.yaml",
            "  - number: 2\n    answers:\n" + SECOND,
            "",
        ),
        "~/inception.yaml:28: warning: commitment 2 is not assessed; expected an entry for each commitment "
        'of the plan; add it; until then the report prints "not provided" under its questions',
    ),
    case(
        "commitment assessed twice",
        append("inception.yaml", "  - number: 2\n    answers: {2.1: {}, 2.2: {}, 2.3: {}, 2.4: {}, 2.5: {}}\n"),
        "~/inception.yaml:43: the assessment of commitment 2 occurs a second time (first in line 36); "
        "expected each once; give one of the two another, or delete it",
    ),
    case(
        "evidence under a question of free text",
        edit("inception.yaml", "{answer: Publish all years.}", "{answer: Publish all years., evidence: [page]}"),
        '~/inception.yaml:35: question 1.5 (commitment 1) has no field "evidence"; expected its text under '
        "answer; move the text there",
    ),
    case(
        "assessment on another form",
        edit("inception.yaml", "form: inception", "form: final-learning"),
        '~/inception.yaml:1: this is an assessment on the form "final-learning"; expected "inception", as '
        "the file's name says; rename the file or correct the key",
    ),
    case(
        "unknown header",
        edit("inception.yaml", "header: current", "header: curent"),
        '~/inception.yaml:2: the form has no header "curent"; expected "first" or "current"; did you mean "current"?',
    ),
    case(
        "restated without a source",
        edit("inception.yaml", "header: current", "header: current\ntexts: restated"),
        "~/inception.yaml:3: the texts are restated, but no source is named; expected the id of a source in "
        'plan.yaml; add a line "source: …"',
    ),
    case(
        "assessment by an unknown source",
        edit("inception.yaml", "header: current", "header: current\nsource: minuets"),
        '~/inception.yaml:3: source "minuets" is not known; expected an id from sources in plan.yaml; did '
        'you mean "minutes"?',
    ),
    case(
        "all problems of three files at once",
        after(
            edit("plan.yaml", "name: Harbour", "nmae: Harbour"),
            edit("plan.yaml", "submitted: 2024-06", "submitted: soon"),
            edit("inception.yaml", "number: 1", "number: one"),
            edit("inception.yaml", "    evidence: [page]", "    evidence: page"),
            edit("evidence.csv", "page,link", "page,lnk"),
            edit("evidence.csv", "2024-02-01", "2024-02-31"),
            edit("params", "status: draft", "status: finale"),
        ),
        '~/evidence.csv:2: "date" is "2024-02-31"; expected a date that the calendar has; change it, or '
        "leave the cell empty if not known",
        '~/evidence.csv:3: "kind" is "lnk"; expected "document", "link", "interview" or "file"; did you mean "link"?',
        '~/inception.yaml:16: "evidence" is "page"; expected a list; write one line per entry, each '
        'beginning with "- "',
        '~/inception.yaml:29: "number" is "one"; expected a whole number such as 12; change it',
        '~/plan.yaml:3: unknown key "nmae"; expected one of name, country, local_name, joined; did you mean '
        '"name"? Rename it',
        '~/plan.yaml:9: "submitted" is "soon"; expected a date such as 2021, 2021-07 or 2021-07-15; change '
        "it, or delete the key if not known",
        'params/harbour.yaml:3: "status" is "finale"; expected "draft", "public-comment" or "final"; did you '
        'mean "final"?',
    ),
    case(
        "contradictions in two files at once",
        after(
            edit("inception.yaml", "answer: Unclear,", "answer: Unsure,"),
            edit("inception.yaml", "evidence: [page]", "evidence: [pgae]"),
            edit("plan.yaml", "source: minutes", "source: minute"),
            edit("events.csv", "2024-02-02", "2024-01-02"),
        ),
        "~/events.csv:2: event kick-off ends (2024-01-02) before it starts (2024-02-01); expected an end not "
        "before the start; correct one of the two dates",
        '~/inception.yaml:12: the answer to question 1.4 is "Unsure"; expected "Yes", "No" or "Unclear"; '
        "choose one of these, or leave the answer out if it is not known",
        '~/inception.yaml:16: evidence "pgae" is not known; expected an id from evidence.csv; did you mean "page"?',
        '~/plan.yaml:25: source "minute" is not known; expected an id from sources in plan.yaml; did you '
        'mean "minutes"?',
        "~/evidence.csv:3: warning: evidence page supports no answer; expected an answer that names it; name "
        "it under evidence or references of a question, or delete the row",
    ),
    case(
        "bad row does not make its id unknown",
        edit("evidence.csv", "charter,document", "charter,paper"),
        '~/evidence.csv:2: "kind" is "paper"; expected "document", "link", "interview" or "file"; choose one of these',
    ),
)
