"""Invented explanations of answers: paragraphs and lists, in the manner of an evaluator's report."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ogpkit.demo.cities import City
from ogpkit.demo.themes import Theme

__all__ = ["OPENINGS", "explanation", "opening_of_commitment", "recommendations"]

OPENINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "forum-exists": {
        "Yes": (
            "The forum was founded by a decision of the council and has rules, members and a secretariat.",
            "There is a forum. It was called together when the city joined, and has met ever since.",
        ),
        "No": ("The city has a committee of officials, but nothing that could be called a forum.",),
        "Unclear": ("A forum is mentioned on the website. Nobody could name its members or its rules.",),
    },
    "multi-stakeholder": {
        "Yes": ("Half of the seats are held by people from outside government: associations, a university, firms.",),
        "No": ("All members are officials. Associations were guests, without a vote.",),
        "Unclear": ("The list of members has two associations in it, of which one knew nothing of its membership.",),
    },
    "meeting-held": {
        "Yes": ("The forum met civil society while the plan was written, and minutes were taken.",),
        "No": ("All meetings during co-creation were held within the administration.",),
        "Unclear": ("One meeting is announced in the news. Whether it took place could not be found out.",),
    },
    "endorsed": {
        "Yes": ("The final meeting agreed to the plan; the minutes record two abstentions.",),
        "No": ("The mayor submitted the plan before the forum had seen its last draft.",),
        "Unclear": ("Members remember that they agreed. The minutes of that meeting are missing.",),
    },
    "website": {
        "Yes": ("A page of the city's website has the plan, the minutes and a calendar. It was updated last month.",),
        "No": ("The city's website does not mention the process.",),
        "Unclear": ("There is a page, but its last entry is older than four months.",),
    },
    "information-in-advance": {
        "Yes": ("Papers were sent a week before each meeting, together with a short guide.",),
        "No": ("Papers were handed out at the door.",),
        "Unclear": ("Some of those invited received papers in advance; others say that they did not.",),
    },
    "public-input": {
        "Yes": ("Anyone could send proposals on paper and online, and the meetings were open.",),
        "No": ("Proposals were taken from those who were invited, and from nobody else.",),
        "Unclear": ("A form for proposals was online. How many people knew of it is not recorded.",),
    },
    "feedback": {
        "Yes": ("A table on the website lists every proposal with what became of it and why.",),
        "No": ("Those who made proposals heard nothing of them again.",),
        "Unclear": ("Some proposals were discussed at the final meeting. A written reply was not found.",),
    },
    "dialogue": {
        "Yes": ("Drafts went back and forth three times, and associations set half of the agenda.",),
        "No": ("The draft was presented once, and changed by officials alone.",),
        "Unclear": ("Several rounds took place, but who set the agenda is told in different ways.",),
    },
    "inclusive": {
        "Yes": ("Women hold half of the seats, and groups that are seldom heard were asked for members.",),
        "No": ("Nearly all members are of one profession and live in the centre.",),
        "Unclear": ("The forum keeps no record of whom its members stand for.",),
    },
}

_VERIFIABLE = {
    "Yes": "The steps of the commitment can be checked: {step}, among others, either happens or does not.",
    "No": "The commitment names an aim, but neither a step nor a date by which it could be checked.",
    "Unclear": "Some steps can be checked. Others say that something will be promoted or strengthened, and not how.",
}
_RELEVANT = {
    "Yes": "The text says how the commitment opens government: {result}",
    "No": "The commitment improves a service. It does not say how residents would learn more, take part, or hold "
    "anyone to account.",
    "Unclear": "The link to open government can be guessed, but the text does not make it.",
}
_CHOSEN = {
    "new": "Nothing of the kind was done here before. Until now: {before}",
    "ongoing": "The law asks for most of this already, and a part of it is done. Until now: {before}",
    "unclear": "It is not said what would change against today's practice.",
    "modest": "The change is a good one for those concerned, but it binds nobody beyond one department.",
    "substantial": "Rules of the whole administration change, and the council adopts them, so that they last.",
}
_DETAILS = (
    "{forum} and {association} were asked for their view; their accounts agree in all that matters.",
    "The documents were read between March and June. Where two of them differ, the later one was followed.",
    "One entry in the visitors' book reads: “{problem}”",
    "{council} answered questions in writing. {office} gave access to its files.",
    "People who were interviewed described the process in much the same way, with different weight on its parts.",
    "An interview of half an hour with a member of {association} confirmed this in its main points.",
    "What was said in the districts differs from what was said in the centre; both were weighed alike.",
    "The minutes are short, but they name who spoke, and {office} could explain what is left out of them.",
    "Whoever wished to could follow this: {number} visitors were counted in the first month.",
    "Officials and associations were asked apart from each other, so that nobody answered for somebody else.",
    "The evaluator saw the lists of participants. They name {number} people, of whom a third came more than once.",
)
_WHO = (
    "{association}",
    "{university}",
    "parents' groups of three schools",
    "a federation of small firms",
    "an association of people with disabilities",
    "the union of municipal staff",
    "residents without any organisation, {number} by the list",
)
_INTRODUCTIONS = ("Those who took part came from", "Named in the minutes are", "The evaluator spoke with")
_ENDINGS = (
    "The answer rests on what could be seen by the day of this report; later events are not considered.",
    "It remains open whether this will go on after the plan has ended.",
    "A note on the names: “{invented}” – like all of this text, they are made up.",
)
_RECOMMENDED = (
    "Name a person who answers for each step.",
    "Give each step a month by which it ends.",
    "Say who outside government takes part, and in what.",
    "Set a target that can be counted, such as {number} replies.",
    "Publish progress every quarter, also where there is none.",
)


def explanation(city: City, chance: random.Random, opening: str) -> str:
    """Return an explanation that begins with ``opening``, as long as this city's evaluator likes to write."""
    first, *others = chance.sample(_DETAILS, 3)
    paragraphs = [f"{opening} {first}" if city.wordy > 1 else opening]
    if city.wordy > 2 and chance.random() < 0.7:
        named = chance.sample(_WHO, chance.randint(2, 5))
        bullets = [f"- {one}{'.' if place == len(named) else ','}" for place, one in enumerate(named, start=1)]
        paragraphs += [chance.choice(_INTRODUCTIONS), "\n".join(bullets)]
    if city.wordy > 3:
        paragraphs += [" ".join(others), chance.choice(_ENDINGS)]
    return _filled("\n\n".join(paragraphs), city, chance)


def opening_of_commitment(question: str, answer: str, theme: Theme) -> str:
    """Return the first sentences on a question about a commitment."""
    if question == "verifiable":
        step = theme.steps[0]
        return _VERIFIABLE[answer].format(step=f"“{step[0].lower()}{step[1:]}”")
    if question == "relevant":
        return _RELEVANT[answer].format(result=theme.result)
    return _CHOSEN[answer].format(before=theme.before)


def recommendations(city: City, chance: random.Random) -> str | None:
    """Return recommended changes to a commitment as a list, or None where the evaluator has none."""
    if chance.random() < 0.3:
        return None
    return _filled("\n".join(_listed(chance)), city, chance)


def _listed(chance: random.Random) -> Iterator[str]:
    yield "To make the commitment easier to carry out and to check:"
    yield ""
    for one in chance.sample(_RECOMMENDED, chance.randint(1, 4)):
        yield f"- {one}"


def _filled(text: str, city: City, chance: random.Random) -> str:
    language = city.language
    return text.replace("{number}", str(chance.randint(12, 90))).format(
        forum=language.forum,
        problem=language.problem,
        association=language.association,
        council=language.council,
        office=language.office,
        university=language.university,
        invented=language.invented,
    )
