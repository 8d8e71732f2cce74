"""Bad inputs: what is no YAML, or is YAML for something else than was meant; each named where the fault is."""

from __future__ import annotations

from tests.dossier.bad_inputs import Case, append, case, edit

PAGE = "explanation: The city keeps a page."
LINE = f"    {PAGE}\n"


def text(name: str, written: str, printed: str) -> Case:
    """Return the case of another explanation of question 2.1, in line 15."""
    return case(name, edit("inception.yaml", LINE, written), printed)


SIGNS = tuple(
    text(
        f"text that begins with {sign}",
        f"    explanation: {sign}home\n",
        f'~/inception.yaml:15: the text begins with "{sign}", which means something else in YAML; put the text on its '
        'own lines under "explanation: |"',
    )
    for sign in "@%`|>,]}"
)

CASES: tuple[Case, ...] = (
    text(
        "text after a hash",
        "    explanation: Decision # 12 of the council\n",
        '~/inception.yaml:15: text after # is taken for a comment; expected text without " #"; put the text '
        'on its own lines under "explanation: |"; where a comment is meant, put two spaces before the #',
    ),
    text(
        "text after a hash and a tab",
        "    explanation: Decision\t#12 of the council\n",
        "~/inception.yaml:15: a tab stands where YAML takes spaces only; expected spaces; replace the tab by spaces",
    ),
    text(
        "text after a hash on the second line",
        "    explanation: See the\n      decision # 12\n",
        '~/inception.yaml:16: text after # is taken for a comment; expected text without " #"; put the text '
        'on its own lines under "explanation: |"; where a comment is meant, put two spaces before the #',
    ),
    text(
        "text after a hash that goes on",
        "    explanation: Decision # 12\n      of the council\n",
        '~/inception.yaml:15: text after # is taken for a comment; expected text without " #"; put the text '
        'on its own lines under "explanation: |"',
    ),
    text(
        "text that begins with a hash",
        "    explanation: #12 of the decisions\n",
        '~/inception.yaml:15: text after # is taken for a comment; expected text without " #"; put the text '
        'on its own lines under "explanation: |"; where a comment is meant, put two spaces before the #',
    ),
    case(
        "text after a hash in a list",
        edit("inception.yaml", "[A. Reviewer]", "\n  - A. Reviewer # 2"),
        '~/inception.yaml:4: text after # is taken for a comment; expected text without " #"; put it in '
        "quotes; where a comment is meant, put two spaces before the #",
    ),
    case(
        "text after a hash in braces",
        edit("inception.yaml", "None was given.}", "None # was given.}"),
        '~/inception.yaml:17: text after # is taken for a comment; expected text without " #"; put the text in quotes',
    ),
    case(
        "no space after a colon",
        edit("params", "dossier: harbour", "dossier:harbour"),
        'params/harbour.yaml:1: a space is missing after the colon in "dossier:harbour-2024-2026"; write '
        '"dossier: harbour-2024-2026"',
    ),
    case(
        "no space after a colon between others",
        edit("inception.yaml", 'answer: "Yes"\n', "answer:Yes\n"),
        '~/inception.yaml:14: a space is missing after the colon in "answer:Yes"; write "answer: Yes"',
    ),
    case(
        "number without a colon",
        edit("inception.yaml", "  2.1:\n", "  2.1\n"),
        '~/inception.yaml:13: a colon is missing after "2.1"; write "2.1:"',
    ),
    case(
        "key without a colon",
        edit("inception.yaml", 'answer: "Yes"\n', "answer Yes\n"),
        '~/inception.yaml:14: the line "answer Yes" is no key with a colon and a value; put a colon after '
        'the key; or, where the text above goes on here, put all of it under "2.1: |"',
    ),
    text(
        "line indented too far",
        f" {LINE}",
        '~/inception.yaml:15: the line "explanation: The city keeps a page." does not fit the lines above by '
        "its indentation; begin all keys of one group, and all entries of one list, with the same number of "
        'spaces; where the text above goes on here, put it on its own lines under "answer: |"',
    ),
    text(
        "line indented too little",
        LINE[1:],
        '~/inception.yaml:15: the line "explanation: The city keeps a page." does not fit the lines above by '
        "its indentation; begin all keys of one group, and all entries of one list, with the same number of "
        "spaces",
    ),
    text(
        "colon on the second line of a text",
        "    explanation: The city\n      keeps a page: its own\n",
        '~/inception.yaml:16: the line "keeps a page: its own" does not fit the lines above by its '
        "indentation; begin all keys of one group, and all entries of one list, with the same number of "
        'spaces; where the text above goes on here, put it on its own lines under "explanation: |"',
    ),
    text(
        "colon on the third line of a text",
        "    explanation: The city\n      keeps a\n      page: its own\n",
        "~/inception.yaml:17: the text holds a colon followed by a space, as a key does; put the text on its "
        'own lines under "explanation: |"',
    ),
    text(
        "text that goes on without indentation",
        "    explanation: The city\n    keeps a page.\n",
        '~/inception.yaml:16: the line "keeps a page." is no key with a colon and a value; put a colon after '
        'the key; or, where the text above goes on here, put all of it under "explanation: |"',
    ),
    case(
        "colon in braces",
        edit("inception.yaml", "None was given.}", "None: none.}"),
        '~/inception.yaml:17: what begins with "{" here cannot be read up to its "}"; close it with "}", and '
        "put texts that hold a colon, a comma or a bracket in quotes",
    ),
    text(
        "text that begins with a quote",
        '    explanation: "The mayor" said so.\n',
        "~/inception.yaml:15: the text begins with a quote and goes on after it, which YAML cannot read; put "
        'the text on its own lines under "explanation: |"',
    ),
    text(
        "text that begins with a bracket",
        "    explanation: [Important] The city keeps it.\n",
        "~/inception.yaml:15: the text begins with a bracket and goes on after it, which YAML cannot read; "
        'put the text on its own lines under "explanation: |"',
    ),
    text(
        "text that begins with a star",
        "    explanation: *important* The city keeps it.\n",
        '~/inception.yaml:15: the text begins with "*", which means something else in YAML; put the text on '
        'its own lines under "explanation: |"',
    ),
    text(
        "text that begins with a hyphen",
        "    explanation: - first point\n",
        '~/inception.yaml:15: the text begins with "-", which means something else in YAML; put a list one '
        'entry a line below "explanation:", and a text on its own lines under "explanation: |"',
    ),
    *SIGNS,
    case(
        "list that is not closed",
        edit("inception.yaml", "evidence: [page]", "evidence: [page"),
        '~/inception.yaml:16: what begins with "[" here cannot be read up to its "]"; close it with "]", and '
        "put texts that hold a colon, a comma or a bracket in quotes; where it begins a text, put that in "
        "quotes too",
    ),
    case(
        "file that ends inside a key",
        append("plan.yaml", "note"),
        '~/plan.yaml:31: a colon is missing after "note"; write "note:"',
    ),
)
