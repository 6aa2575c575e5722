"""Who is called: by what was wanted, who leads, and whom an answer belongs to."""

from agents.asked import is_firm
from agents.router.schema import Route
from agents.state import State
from agents.topic import surely_named
from commerce.packs.model import Pack

LEADERS = ["handoff", "scheduler", "quoter", "seller", "qualifier", "responder"]
"""Who leads when several are called: the nearest to a decision first."""

HOLDERS = {
    "book": "scheduler",
    "reschedule": "scheduler",
    "cancel": "scheduler",
    "quote": "quoter",
    "order": "seller",
    "discover": "seller",
    "profile": "qualifier",
    "handoff": "handoff",
}
"""Which agent an answer belongs to, by the flow of the question."""

ASKS_TOO = 0.85
"""How sure a question without its mark must be to be served beside an answer."""


BEGINS = 0.75
"""How sure a wish must be to begin other business in the middle of some."""
WISHED = 0.6
"""How sure a wish for an appointment must be to be followed up where it answers nothing that was asked."""
DOES_BUSINESS = {"scheduler", "quoter", "seller"}


def served_by(names: list[str], pack: Pack) -> list[str]:
    told = [pack.intents[name] for name in names if name in pack.intents]
    agents = [agent for intent in told for agent in (intent.route, *(["responder"] if intent.answer else []))]
    return [agent for agent in dict.fromkeys(agents) if agent not in {"composer", "handoff"}]


def surely_served_by(state: State, pack: Pack) -> list[str]:
    """Who is called beside the quoter: by another question that is sure, in a message of several parts."""
    guesses = [g for g in state["reading"]["intents"] if g["confidence"] >= ASKS_TOO]
    return served_by([g["name"] for g in guesses], pack) if len(state["reading"]["intents"]) > 1 else []


def wants_a_visit(state: State) -> bool:
    return any(guess["name"] == "book" and guess["confidence"] >= WISHED for guess in state["reading"]["intents"])


def without_faint_business(state: State, served: list[str], pack: Pack, *, answers: bool) -> list[str]:
    """While a question of the business under way stands, other business begins only where it is surely wanted.

    ``answers``: whether the message holds what was asked for. Where it does not, a plain wish for an appointment is
    followed up: nobody who asks "when can we book it?" has to choose first.
    """
    question = state.get("question")
    if not is_firm(question) or question is None or question["flow"] not in state.get("flows", {}):
        return served
    guesses = [(pack.intents[g["name"]].route, g) for g in state["reading"]["intents"] if g["name"] in pack.intents]
    sure = {route for route, guess in guesses if guess["confidence"] >= BEGINS}
    sure |= {"scheduler"} if wants_a_visit(state) and not answers else set()
    return [each for each in served if each not in DOES_BUSINESS or each in sure or each == HOLDERS[question["flow"]]]


def beside_a_booking(state: State, served: list[str]) -> list[str]:
    """Who tells of a thing that is named "too" beside an appointment: nothing that was said is passed over."""
    named = surely_named(state)
    adds = any(e["kind"] == "edit" and e["value"] == "add" for e in state["reading"]["entities"])
    return [*served, "seller"] if served == ["scheduler"] and named and adds and not state.get("pending") else served


def lead_of(served: list[str]) -> str:
    return min(served, key=LEADERS.index)


def with_(lead: str, others: list[str]) -> Route:
    return Route(crew_of([lead, *others]), lead)


def crew_of(agents: list[str]) -> list[str]:
    """The qualifier listens in every turn in which a customer said something."""
    return list(dict.fromkeys([*agents, "qualifier"]))
