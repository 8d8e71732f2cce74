"""What the commitments of invented plans are about: problem, action and steps, in the manner of real plans."""

from __future__ import annotations

from dataclasses import dataclass

from ogpkit.dossier.plan import OGP_VALUES, OgpValue

__all__ = ["THEMES", "Theme"]

_ACCESS, _PARTICIPATION, _ACCOUNTABILITY, _TECHNOLOGY = OGP_VALUES


@dataclass(frozen=True)
class Theme:
    """One subject of commitments. ``number`` in a step is filled in with an invented target."""

    title: str
    short: str
    area: str
    sector: str
    values: tuple[OgpValue, ...]
    problem: str
    before: str
    action: str
    result: str
    steps: tuple[str, ...]


THEMES: tuple[Theme, ...] = (
    Theme(
        "Open the city's budget from the first draft to the last invoice",
        "Open budget",
        "Fiscal openness",
        "Public finance",
        (_ACCESS, _ACCOUNTABILITY),
        "The budget is published once a year as a scan. Nobody outside the treasury can follow where money goes.",
        "The adopted budget is on the website; changes during the year and payments are not.",
        "Publish draft, adopted and executed budget every month as tables that programs can read.",
        "People who can compare plan and payment can ask why the two differ, and get an answer.",
        (
            "Agree with the forum on the columns of the tables",
            "Publish {number} budget tables in an open format",
            "Train {number} residents in reading the budget",
            "Hold a public hearing on the executed budget",
        ),
    ),
    Theme(
        "Give residents a vote on a part of the investment budget",
        "Participatory budgeting",
        "Public participation",
        "Public finance",
        (_PARTICIPATION,),
        "Districts on the edge of the city see few investments, and their residents are seldom asked.",
        "A pilot in one district ended without rules for the time after it.",
        "Set aside two per cent of investments for projects that residents propose and choose.",
        "Money follows the wishes of those who live with the result.",
        (
            "Adopt rules for participatory budgeting in the council",
            "Collect at least {number} proposals in all districts",
            "Publish the reasons for each proposal that was refused",
            "Let residents vote on paper and online",
            "Report on the state of each chosen project",
        ),
    ),
    Theme(
        "Publish contracts and tenders in one register",
        "Open contracting",
        "Public procurement",
        "Public finance",
        (_ACCESS, _ACCOUNTABILITY, _TECHNOLOGY),
        "Contracts lie in the files of eleven departments, and small firms learn of tenders too late.",
        "Tenders above the legal threshold are published, contracts and their changes are not.",
        "Build one register of tenders, contracts and changes, with an address for each of them.",
        "Journalists, firms and auditors see the same documents as the departments.",
        (
            "Publish the rules of the register",
            "Enter {number} running contracts",
            "Let bidders report faults of a tender without giving their name",
            "Have the register checked by the audit office",
        ),
    ),
    Theme(
        "Answer every request for information in time, and show that it was answered",
        "Requests for information",
        "Right to information",
        "Administration",
        (_ACCESS,),
        "One request in three is answered after the legal time, and the same questions come again and again.",
        "Requests are counted by hand at the end of the year.",
        "Keep a public list of requests with the day of the answer, and publish answers that others need too.",
        "Delays can be seen by everyone, and many requests need not be written at all.",
        (
            "Name an officer for requests in each department",
            "Publish {number} answers of general interest",
            "Publish the time that answers took, every quarter",
        ),
    ),
    Theme(
        "Open the meetings of the council to all who cannot come",
        "Open council",
        "Open parliament",
        "Local democracy",
        (_ACCESS, _PARTICIPATION),
        "Meetings are held in working hours, and minutes appear weeks later.",
        "Agendas hang in the town hall; some meetings are filmed.",
        "Stream all meetings with subtitles, and publish papers five days before and minutes five days after them.",
        "People can prepare, watch, and hold their representatives to what they said.",
        (
            "Change the rules of procedure of the council",
            "Stream {number} meetings with subtitles",
            "Publish how each member voted",
            "Let residents ask questions at each meeting",
        ),
    ),
    Theme(
        "Plan streets and squares together with those who use them",
        "Planning of public space",
        "Spatial planning",
        "Infrastructure",
        (_PARTICIPATION,),
        "Plans are shown when they are finished. Objections then come to court instead of to the table.",
        "The law asks for one display of thirty days.",
        "Start each plan with a walk and a workshop on the spot, and reply in writing to what was said there.",
        "Conflicts come up while a plan can still be changed.",
        (
            "Adopt a guide for early participation",
            "Hold {number} workshops in the districts",
            "Publish a reply to every proposal",
            "Review the guide with the forum after a year",
        ),
    ),
    Theme(
        "Measure the air in every district and publish what is measured",
        "Open air data",
        "Environment and climate",
        "Environment",
        (_ACCESS, _TECHNOLOGY),
        "There is one station, in a park. What people breathe at busy roads is not known.",
        "The state's agency publishes a yearly mean.",
        "Put up stations with schools and associations, and publish each hour's values.",
        "Residents know when the air is bad, and can judge whether measures help.",
        (
            "Choose the places together with residents",
            "Put {number} stations into service",
            "Publish the values every hour under an open licence",
            "Discuss the yearly results in public",
        ),
    ),
    Theme(
        "Write a digital register of green spaces",
        "Register of green spaces",
        "Environment and climate",
        "Environment",
        (_TECHNOLOGY,),
        "Nobody knows how many trees the city has, and fellings come as a surprise.",
        "Three departments keep lists of their own.",
        "Enter trees and parks in one map that staff and residents use.",
        "Staff save time, and residents find the tree that they ask about.",
        ("Join the three lists", "Enter {number} trees", "Publish the map"),
    ),
    Theme(
        "Make public services usable for people with disabilities",
        "Accessible services",
        "Inclusion",
        "Social services",
        (_ACCESS, _PARTICIPATION),
        "Forms cannot be read aloud by programs, and half of the counters have steps in front of them.",
        "A plan of the year before last was not carried out for want of money.",
        "Test all services together with people who have disabilities, and mend what they find.",
        "Those who were kept out can use what everyone pays for.",
        (
            "Form a panel of {number} people who test services",
            "Publish the list of barriers with dates for their removal",
            "Make all forms readable for programs",
            "Have the panel confirm what was mended",
        ),
    ),
    Theme(
        "Protect those who report corruption",
        "Reports of corruption",
        "Anti-corruption",
        "Administration",
        (_ACCOUNTABILITY,),
        "Staff who saw wrongdoing did not know whom to tell, and two of them lost their posts.",
        "There is a telephone number that is answered in the mornings.",
        "Set up a safe channel with an ombudsperson from outside the administration.",
        "Wrongdoing is reported early, and the council learns what was done about it.",
        (
            "Adopt a rule that protects those who report",
            "Open the channel and make it known",
            "Train {number} heads of units",
            "Publish each year how many reports came and what followed",
        ),
    ),
    Theme(
        "Let young people decide on what concerns them",
        "Youth council",
        "Public participation",
        "Youth",
        (_PARTICIPATION, _ACCOUNTABILITY),
        "People under 25 are a fifth of the city, and no committee has a member of that age.",
        "A youth parliament meets once a year, without a budget.",
        "Found a youth council with a budget of its own and the right to an answer from the mayor.",
        "What young people ask for is decided, not only heard.",
        (
            "Write the statute together with {number} pupils and students",
            "Elect the first council",
            "Publish the mayor's answer to each request within thirty days",
        ),
    ),
    Theme(
        "Show how decisions by algorithms come about",
        "Register of algorithms",
        "Digital governance",
        "Administration",
        (_ACCESS, _ACCOUNTABILITY, _TECHNOLOGY),
        "Places in kindergartens and flats are allotted by programs whose rules are not public.",
        "The vendors' contracts forbid to publish the rules.",
        "Publish a register of such programs, with purpose, data, rules and a person who answers for each.",
        "A family that was refused a place can see why, and object.",
        (
            "List all programs that decide on people",
            "Publish {number} entries with rules and data",
            "Add a right to inspection to new contracts",
            "Hear complaints in an independent board",
        ),
    ),
    Theme(
        "Learn what patients and families think of health centres",
        "Feedback on health centres",
        "Public services",
        "Health",
        (_PARTICIPATION, _ACCOUNTABILITY),
        "Complaints are answered one by one, and what they have in common is not seen.",
        "Each centre has a box for letters.",
        "Ask patients twice a year, publish the results by centre, and agree on three changes with each centre.",
        "Centres change what patients name, and patients see it.",
        (
            "Agree on the questions with associations of patients",
            "Ask at least {number} patients in each round",
            "Publish the results by centre",
            "Report on the three changes",
        ),
    ),
    Theme(
        "Open the timetables and delays of buses and trams",
        "Open transport data",
        "Open data",
        "Transport",
        (_ACCESS, _TECHNOLOGY),
        "Delays are known to the control room alone, and passengers wait without a word.",
        "Timetables are published as pictures.",
        "Publish timetables and positions as open data, and a monthly report on punctuality by line.",
        "Passengers plan their day, and lines that are often late are talked about with figures.",
        (
            "Publish the timetables in an open format",
            "Publish the positions of {number} vehicles",
            "Publish punctuality by line every month",
            "Discuss the worst lines with passengers",
        ),
    ),
)
