"""Where answers come from: the pack's policies and the tenant's pages."""

from agents.context import Context
from agents.figures import figures_of
from agents.outcome import Outcome
from agents.phrases import words
from agents.price import tell_price
from agents.responder.cite import citations, link_line
from agents.responder.follow import is_open_question, question_in_context, question_of
from agents.responder.offered import tell_what_is_offered
from agents.responder.remember import offered, remember
from agents.responder.suggest import buttons, page_of, suggestions
from agents.scheduler.offer import person_on_duty
from agents.state import State
from kit.logging import logger
from knowledge.contradict import Clash, prices_of
from language.port import Extract
from language.values import name, quoted

log = logger("responder")

CHANCE = 0.85
"""The trust that an answer needs where no question was understood: small talk finds a passage too."""
ASKED_KEPT = 500
"""Characters of a question that are kept."""


def answer_from_policy(outcome: Outcome, state: State, context: Context, policy_id: str) -> None:
    policy = next(entry for entry in context.pack.file.policies if entry.id == policy_id)
    outcome.say("answer", "policy", f"policy:{policy.id}", text=quoted(words(policy.text, state)))
    remember(outcome, state, question_of(state))


async def answer_from_content(outcome: Outcome, state: State, context: Context, *, insist: bool) -> None:
    """The passage that answers. Where there is none: says so if a question was understood (``insist``), or was put at
    all where nothing else was understood."""
    question, language = question_in_context(state, context), state["language"]
    passages = await context.knowledge.search(question, language, state["turn"]["page"])
    found = await context.engine.extract(question, passages, language) if passages else None
    if found is not None and (insist or found["confidence"] >= CHANCE):
        _tell(outcome, state, context, found)
    elif not insist and not is_open_question(state):
        return
    elif not tell_what_is_offered(outcome, state, context):
        outcome.write("unanswered.save", question=question_of(state)[:ASKED_KEPT], language=language)
        outcome.say("not_found", "not_found", "conversation", person=name(person_on_duty(context).name))
    remember(outcome, state, question)


def _tell(outcome: Outcome, state: State, context: Context, found: Extract) -> None:
    """The passage's words; where they have a price that the catalogue does not know, the catalogue's instead."""
    passage = found["passages"][0]
    clashes = prices_of(context.desk.catalogue, context.pack).clashes(found["text"], passage["language"])
    if clashes:
        _correct(outcome, state, context, clashes, passage["id"])
        return
    headings = suggestions(state, passage) if outcome.leads else []
    figures = figures_of(found["text"], passage["language"], state, context)
    link = link_line(state, passage)
    blocks = [*([] if link else [citations(found["passages"])]), *buttons(headings)]
    outcome.say("answer", "answer", f"passage:{passage['id']}", blocks=blocks, text=quoted(found["text"]), more=[],
                figures=figures, link=link)  # fmt: skip
    if headings:
        offered(outcome, state, page_of(passage))


def _correct(outcome: Outcome, state: State, context: Context, clashes: list[Clash], passage: str) -> None:
    log.warning("price_contradicts_catalogue", tenant=context.tenant, passage=passage, items=[c.item for c in clashes])
    for item in dict.fromkeys(clash.item for clash in clashes):
        tell_price(outcome, state, context, context.desk.catalogue.item(item))
