"""From a reading to what is known of the customer, each field with where it came from."""

import orjson

from agents.doubtful import OF_ANOTHER, is_doubtful
from agents.doubtful import answered as settled_doubt
from agents.state import Field, State
from commerce.packs.model import Pack
from commerce.profiles.fields import check
from kit.errors import InvalidInputError
from language.port import Entity, Json, Reading
from language.words.days import names_no_day
from language.words.excuses import opens_with_excuse
from language.words.people import is_of_another
from language.words.sentences import utterances

PROFILE_KINDS = frozenset(
    {
        "customer_name", "email", "phone", "company", "company_size", "industry", "role", "budget", "address",
        "postal_code", "city", "vin", "vehicle", "area", "nit", "rfc",
        "decision_maker",
    }
)  # fmt: skip
"""Entity kinds that say something of the customer; the field has the same name."""

OPT_OUT_SURE = 0.9
GOODBYE_SURE = 0.85
_TIMES = frozenset({"time", "slot"})
NEVER = 2.0
"""More than any confidence."""
WORDS_TOLD = 4
"""Words from which a sentence beside a question tells something."""
GUESSED = 0.8
"""Confidence up to which a name was only taken from the whole of an answer."""

SENDS_FILE = "sends_file"
"""What is understood of a file without words; no agent of its own serves it."""

ASKED_ABOUT = {"city", "postal_code"}
"""Places: a question that names one asks about it, and moves nobody there."""

NO_NEED = {"time", "email", "phone", "customer_name", "address"}
"""What a message that tells of a need does not consist of."""

WANTED_OUTRIGHT = frozenset(
    {"book", "buy", "quote", "human", "cancel_appointment", "reschedule", "repeat", "start_over"}
)
"""Intents of a message that names a next step, and no need."""

FREE_TEXT = frozenset({"need", "company", "industry", "role", "timeline", "address", "city", "customer_name"})
"""Fields that a plain answer to their question fills."""


def known(reading: Reading, state: State) -> dict[str, Field]:
    """The profile fields in this message: its entities, and a plain answer to what was asked."""
    source = state["turn"]["inbound"][-1]["id"]
    lent = _lent(state)
    fields = {
        entity["kind"]: _field(entity, source, lent)
        for entity in sorted(reading["entities"], key=lambda entity: entity["confidence"])
        if entity["kind"] in PROFILE_KINDS
        and _is_valid(entity["kind"], entity["value"])
        and _is_meant(entity, reading)
        and not _only_asks_about(entity["kind"], entity["text"], state)
    }
    fields = {**settled_doubt(reading, state, source), **fields}
    answered = _plain_answer(reading, state)
    if answered and answered[0] not in fields and _is_valid(*answered):
        name, text = answered
        fields[name] = {"value": text, "source": source, "confidence": 0.6, "confirmed": False}
    if _shares_need(reading, state) and "need" not in fields and "need" not in state.get("profile", {}):
        text = _told(state)
        fields["need"] = {"value": text[:300], "source": source, "confidence": 0.7, "confirmed": False}
    if urgent := _timeline(reading):
        fields.setdefault("timeline", {"value": urgent, "source": source, "confidence": 0.6, "confirmed": False})
    return fields


def corrected(profile: dict[str, Field], state: State) -> list[str]:
    """The fields of this message that were known with another value, and were not asked for again."""
    before, question = state.get("profile", {}), state.get("question")
    asked = {question["slot"], *question["expects"]} if question else set()
    asked |= {"city", "postal_code"} if "address" in profile else set()  # the address says them
    return [name for name, field in profile.items() if name in before and name not in asked
            and before[name]["value"] != field["value"] and not is_doubtful(name, field)]  # fmt: skip


def amends(state: State, reading: Reading, changed: list[str]) -> bool:
    """Whether something that the waiting action carries has another value now: what was shown no longer holds."""
    pending, before = state.get("pending"), state.get("profile", {})
    if not pending or reading["reply"] in {"reject", "human"}:
        return False
    carried = orjson.dumps(pending["args"]).decode()
    values = [orjson.dumps(before[name]["value"]).decode() for name in changed]
    return any(value in carried for value in values)


def surely(reading: Reading, text: str) -> Reading:
    """The reading without a guessed wish to hear no more of us: that one is honoured everywhere, so it must be sure.

    Nor is a time alone a guessed goodbye: "tomorrow" answers, or wishes for a time. Nor does an excuse before something
    else ("sorry", "Ana Ruiz") ask to hear it again. The figures of a day that no month has are no hour and no choice.
    """
    guessed = {"opt_out": OPT_OUT_SURE, **({"goodbye": GOODBYE_SURE} if _is_a_time(reading, text) else {})}
    if opens_with_excuse(text):
        guessed["repeat"] = NEVER
    sure = [each for each in reading["intents"] if each["confidence"] >= guessed.get(each["name"], 0.0)]
    meant = [e for e in reading["entities"] if e["kind"] not in _TIMES] if names_no_day(text) else reading["entities"]
    return {**reading, "intents": sure, "entities": meant}


def silent(state: State, pack: Pack) -> Reading:
    """The reading of a turn that no customer's words began; a file without words gives something all the same."""
    gives = any(message["data"].get("files") for message in state["turn"]["inbound"])
    return {
        "language": state.get("language", pack.file.languages[0]),
        "intents": [{"name": SENDS_FILE, "confidence": 1.0}] if gives else [],
        "entities": [],
        "sentiment": 0.0,
        "urgency": 0.0,
        "signals": [],
        "family": None,
        "register": None,
        "reply": None,
    }


def _is_a_time(reading: Reading, text: str) -> bool:
    told = text.strip(" .,!¡¿?\n")
    return any(entity["kind"] == "time" and entity["text"].strip() == told for entity in reading["entities"])


def _is_meant(entity: Entity, reading: Reading) -> bool:
    """A guessed name counts where the message answers: "go back" is nobody's."""
    answers = any(guess["name"] == "give_information" for guess in reading["intents"])
    return answers or entity["kind"] != "customer_name" or entity["confidence"] > GUESSED


def _only_asks_about(kind: str, said: str, state: State) -> bool:
    """Whether a place stands in a question alone, where another one is known: "is that Bogotá time?"."""
    question = state.get("question")
    answers = bool(question and kind in {question["slot"], *question["expects"]})
    if kind not in ASKED_ABOUT or kind not in state.get("profile", {}) or answers:
        return False
    naming = [part for message in state["turn"]["inbound"] for part in utterances(message["text"]) if said in part]
    return bool(naming) and all("?" in part for part in naming)


def vouched(state: State) -> dict[str, Field]:
    """Profile fields that the business itself told of the customer, who has signed in with it."""
    told = [message for message in state["turn"]["inbound"] if message["data"].get("event") == "identified"]
    return {
        field: {"value": value, "source": message["id"], "confidence": 1.0, "confirmed": True}
        for message in told
        for field, value in message["data"]["fields"].items()
    }


def _is_valid(field: str, value: Json) -> bool:
    """Whether the records would take the value; what they would refuse is not known of the customer."""
    try:
        check(field, value)
    except InvalidInputError:
        return False
    return True


def _lent(state: State) -> bool:
    """Whether the message says that the address in it is somebody else's."""
    return any(is_of_another(message["text"]) for message in state["turn"]["inbound"])


def _field(entity: Entity, source: str, lent: bool) -> Field:
    return {
        "value": entity["value"],
        "source": source,
        "confidence": OF_ANOTHER if lent and entity["kind"] == "email" else entity["confidence"],
        "confirmed": False,
    }


def _plain_answer(reading: Reading, state: State) -> tuple[str, str] | None:
    question = state.get("question")
    if not question or question["slot"] not in FREE_TEXT or "text" not in question["expects"]:
        return None
    if not _only_answers(reading, question["slot"]):
        return None
    text = _told(state)
    if question["slot"] == "need" and _tells_no_need(text, reading):
        return None
    return (question["slot"], text[:200]) if text else None


def _tells_no_need(text: str, reading: Reading) -> bool:
    """Whether it is nothing but data of the customer: "Querétaro"."""
    kinds = {entity["kind"] for entity in reading["entities"]}
    data = any(entity["kind"] in PROFILE_KINDS and entity["text"].strip() == text for entity in reading["entities"])
    return bool(kinds & NO_NEED) or data


def _told(state: State) -> str:
    """What the customer tells, without what it asks beside: a message may hold both, and a greeting tells nothing."""
    parts = [part for message in state["turn"]["inbound"] for part in utterances(message["text"])]
    told = [part for part in parts if "?" not in part]
    beside = len(told) < len(parts)
    return " ".join(part for part in told if not beside or len(part.split()) >= WORDS_TOLD).strip()


def _only_answers(reading: Reading, slot: str) -> bool:
    """Whether nothing is wanted besides. Told in free words, a need may sound like many a question."""
    names = {guess["name"] for guess in reading["intents"]}
    if slot == "timeline" and any(entity["kind"] == "time" for entity in reading["entities"]):
        return "give_information" in names
    if slot != "need":
        return names == {"give_information"}
    return "give_information" in names and not names & WANTED_OUTRIGHT


def _shares_need(reading: Reading, state: State) -> bool:
    tells_else = {entity["kind"] for entity in reading["entities"]} & NO_NEED
    question = state.get("question")
    answers = bool(question and question["slot"] != "need")
    return "shares_need" in reading["signals"] and bool(_told(state)) and not (tells_else or answers)


def _timeline(reading: Reading) -> str | None:
    return "urgent" if reading["urgency"] >= 0.7 else None
