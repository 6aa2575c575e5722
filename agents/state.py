"""What a conversation remembers between turns, and what one turn gathers. JSON-plain and bounded.

Each durable key is written by one agent, or merged by a reducer where agents that run side by side may touch it.
"""

from typing import Annotated, Any, Literal, TypedDict

from language.port import Act, Json, ModelCall, Question, Reading

STATE_VERSION = 1
RECENT_KEPT = 8
HISTORY_KEPT = 12
TEXT_KEPT = 400
"""Characters kept of each of the recent messages."""


class Field(TypedDict):
    """One thing known of the customer, with where it came from."""

    value: Json
    source: str
    """The id of the message it was taken from."""
    confidence: float
    confirmed: bool


class Flow(TypedDict):
    """A piece of business under way. The newest leads; a digression leaves it where it stands."""

    name: Literal["book", "reschedule", "cancel", "quote", "order"]
    agent: str
    since: int
    """The turn that opened it."""


class Pending(TypedDict):
    """An action that waits for the customer's yes, bound to exactly what was shown."""

    kind: str
    flow: str
    agent: str
    args: dict[str, Json]
    """Canonical arguments: what the yes will do, nothing else."""
    digest: str
    facts: list[str]
    expires: str
    shown: Act
    """The act that showed it, to show it again."""


class Fact(TypedDict):
    """Something that code vouches for in this conversation. ``value`` is a tagged value of ``language.values``."""

    id: str
    kind: str
    value: Json
    source: str
    """Where it comes from: ``catalogue:ID``, ``quote:NUMBER``, ``calendar``, ``passage:ID``, ``profile:FIELD``."""
    expires: str | None


class Due(TypedDict):
    """What the customer's silence leads to: the time-out of the stage, or the end of the conversation."""

    kind: Literal["timeout", "end"]
    since: str
    """When the customer was last heard."""
    at: str


class Asking(TypedDict):
    """A question an agent would like to ask. The composer puts one of them, the lead's first."""

    question: Question
    act: Act


class Step(TypedDict):
    """A question that was answered, with the act that put it, to put it again."""

    question: Question
    asking: Act


class Write(TypedDict):
    """A change to the business's records, asked for by an agent and made at the commit, or not at all."""

    kind: str
    args: dict[str, Json]


class Inbound(TypedDict):
    """What the turn is about: one message, several of a burst, or an event."""

    id: str
    text: str
    kind: Literal["text", "event"]
    data: dict[str, Json]


class Turn(TypedDict):
    """This turn's own inputs."""

    seq: int
    now: str
    conversation: str
    contact: str
    channel: str
    owner: str
    page: str | None
    """The page that the customer is on."""
    welcomed: bool
    """Whether the channel has greeted already."""
    inbound: list[Inbound]


class Reply(TypedDict):
    """The message that goes out, with what stands beside it."""

    text: str
    blocks: list[dict[str, Json]]
    verdict: Literal["proven", "rewritten", "replaced"]
    unproven: list[str]
    """The words that no fact backed, where the first draft had any."""


def gather(old: list[Any] | None, new: list[Any] | None) -> list[Any]:
    """Adds what agents found side by side; None empties it for the next turn."""
    return [] if new is None else [*(old or []), *new]


def merge(old: dict[str, Any] | None, new: dict[str, Any] | None) -> dict[str, Any]:
    """Lays new entries over old ones; an entry set to None is forgotten."""
    merged = {**(old or {}), **(new or {})}
    return {name: value for name, value in merged.items() if value is not None}


def latest(_old: Any, new: Any) -> Any:
    """The last word wins, also when two agents speak in one step."""
    return new


class State(TypedDict, total=False):
    # what the conversation remembers
    version: int
    language: str
    spoken: str
    """The language of the last reply."""
    register: Literal["tu", "usted"]
    stage: str
    stage_history: list[dict[str, Json]]
    strategy: str
    origin: str | None
    """The page on which the conversation began."""
    due: Due | None
    flows: Annotated[dict[str, Flow], merge]
    """What is under way, by name; the newest ``since`` leads. Set one to None to close it."""
    slots: Annotated[dict[str, Json], merge]
    """What flows have collected, by the flow's name."""
    question: Question | None
    """The question that stands open; ``asking`` is the act that put it, to put it again after a digression."""
    asking: Act | None
    asked: Annotated[dict[str, int], merge]
    """How often each slot was asked."""
    unanswered: int
    """Turns in a row that gave the open question, or the action that waits, nothing."""
    trail: list[Step]
    """The questions of the business under way that were answered, the newest last: where "go back" leads."""
    pending: Annotated[Pending | None, latest]
    profile: Annotated[dict[str, Field], merge]
    qualification: dict[str, Json]
    signals: list[str]
    """Buying signals by name, those of the contact's earlier conversations first."""
    cart_id: str | None
    summary: Annotated[str, latest]
    """The story so far, as its salesperson would read it."""
    recent: list[dict[str, str]]
    greeted: bool
    returning: bool
    """Whether this contact had talked with the business before this conversation."""
    misunderstood: int
    """Turns in a row that were not understood."""
    heard: list[str]
    """The intents of the last message."""
    served: str | None
    """What the last reply told, as a digest: the same again has not helped."""
    insisted: int
    """How often in a row the customer would have been told the same once more."""
    fact_ledger: dict[str, Fact]
    """Facts of earlier turns that have not expired and may be said again; the newest forty."""

    # what this turn gathers; emptied at the commit
    turn: Turn
    reading: Reading
    plan: list[str]
    """The agents that the router called."""
    lead: str | None
    """The one agent of the plan that may ask."""
    corrected: list[str]
    """Profile fields to which the message gave another value than was known."""
    went_back: bool
    """Whether the open question is an earlier one that the customer went back to."""
    acts: Annotated[list[Act], gather]
    questions: Annotated[list[Asking], gather]
    facts: Annotated[list[Fact], gather]
    writes: Annotated[list[Write], gather]
    model_calls: list[ModelCall]
    """Filled after the graph has run."""
    said: list[Act]
    """The acts that the draft words, in their order."""
    reply: Reply | None


TURN_KEYS = frozenset(
    {
        "turn",
        "reading",
        "plan",
        "lead",
        "corrected",
        "went_back",
        "acts",
        "questions",
        "facts",
        "writes",
        "model_calls",
        "said",
        "reply",
    }
)
"""Keys that are not kept between turns."""


def kept(state: State, flow: str) -> dict[str, Any]:
    """What a flow has collected so far; empty before it began."""
    return state.get("slots", {}).get(flow) or {}
