"""Objections: acknowledged with what is true, backed by the business's own pages, then a next step."""

from agents.context import Context
from agents.doubts import doubted
from agents.outcome import Outcome
from agents.phrases import words
from agents.responder.cite import citations, link_line
from agents.state import State, kept
from commerce.packs.process import Objection
from knowledge.contradict import prices_of
from language.port import Extract
from language.values import quoted
from language.words.terms import stems

PREFIX = "objection_"
FLOWS = {"appointment": "book", "quote": "quote", "information": "discover"}
EVIDENCE_SURE = 0.5
TOLD_ALREADY = 0.6
EVIDENCE_LONGEST = 260
"""Characters: more would bury the answer."""


def objection_in(said: list[str]) -> str | None:
    return next((name.removeprefix(PREFIX) for name in said if name.startswith(PREFIX)), None)


async def answer_objection(outcome: Outcome, state: State, context: Context, kind: str) -> None:
    """The pack's answers to that kind, one after the other as the objection persists."""
    objection = next((entry for entry in context.pack.objections if entry.kind == kind), None)
    if objection is None:
        outcome.say("next_step", "next_step.information", "conversation")
        return
    heard = int(kept(state, "objections").get(kind, 0))
    place = min(heard, len(objection.answers) - 1)
    answer = words(objection.answers[place], state)
    found = await _evidence(objection, answer, state, context) if heard == 0 else None
    _tell(outcome, state, objection.kind, answer, found)
    doubted(outcome, state, kind)
    outcome.write(
        "objection.raise", kind=kind, words=" ".join(m["text"] for m in state["turn"]["inbound"]), answer=place,
        next_step=objection.next_step, evidence=found["passages"][0]["id"] if found else None,
    )  # fmt: skip
    outcome.remember(objections={**kept(state, "objections"), kind: heard + 1})
    if outcome.leads and objection.next_step != "handoff":
        flow = FLOWS[objection.next_step]
        expects = ["yes_no", "time"] if flow == "book" else ["yes_no"]  # a time says nothing to the offer of a quote
        outcome.ask("next_step", f"next_step.{objection.next_step}", flow=flow, expects=expects)


def _tell(outcome: Outcome, state: State, kind: str, answer: str, found: Extract | None) -> None:
    say, text = f"objection.{kind}", quoted(answer)
    if found is None:
        outcome.say("handle_objection", say, f"policy:{say}", text=text, evidence="", link="")
        return
    link = link_line(state, found["passages"][0])
    cited = [] if link else [citations(found["passages"])]
    outcome.say("handle_objection", say, f"passage:{found['passages'][0]['id']}", text=text,
                evidence="" if link else quoted(found["text"]), link=link, blocks=cited)  # fmt: skip


async def _evidence(objection: Objection, answer: str, state: State, context: Context) -> Extract | None:
    """What the content adds to the answer, short and sure, with no price that the catalogue does not know."""
    asked = words(objection.evidence, state) if objection.evidence else ""
    if not asked:
        return None
    language = state["language"]
    passages = await context.knowledge.search(asked, language, state["turn"]["page"])
    found = await context.engine.extract(asked, passages, language) if passages else None
    if found is None or found["confidence"] < EVIDENCE_SURE or len(found["text"]) > EVIDENCE_LONGEST:
        return None
    passage = found["passages"][0]
    clashes = prices_of(context.desk.catalogue, context.pack).clashes(found["text"], passage["language"])
    told = _shared(found["text"], answer, language) >= TOLD_ALREADY
    return None if clashes or told or passage["language"] != language else found


def _shared(text: str, answer: str, language: str) -> float:
    """How much of ``text`` the answer says already, 0 to 1."""
    said = set(stems(text, language))
    return len(said & set(stems(answer, language))) / max(len(said), 1)
