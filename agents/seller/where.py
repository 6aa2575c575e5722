"""Where an order goes, as far as this message and what is known of the customer tell."""

from typing import Any

from agents.branches import named_branch
from agents.context import Context
from agents.inbound import asks, heard
from agents.phrases import phrase
from agents.router.answers import tells_how
from agents.state import State, kept
from commerce.catalogue.words import fold
from commerce.delivery.check import city_in, counters, is_address, ways
from commerce.packs.company import Branch
from commerce.packs.model import Pack
from language.port import Reading

HOME = "delivery"
ASKS_THERE = {"stock", "pickup"}
"""What a question that names a branch may be taken for, and still be about what lies there."""
SAYS_WHERE = {"pickup", "correct", "deny", "give_information", "change_address", "reschedule"}
"""What a message that only says another branch may be taken for."""
WORDS_OF_A_PLACE = 4
LONGEST = 14
"""Words of an answer that is an address and nothing else."""
Delivery = dict[str, str]


def read_delivery(state: State, context: Context) -> Delivery:
    """What is known of the delivery after this message."""
    known: Delivery = dict(kept(state, "order").get("delivery") or {})
    if not ways(context.pack):
        return {"mode": "service"}
    for read in (_picked, _said, _addressed, _place):
        known = read(known, state, context)
    return known


def _picked(known: Delivery, state: State, context: Context) -> Delivery:
    """The choice that the message makes of those that were shown."""
    question = state.get("question")
    chosen = next((e["value"] for e in state["reading"]["entities"] if e["kind"] == "delivery"), None)
    if chosen is None or not question or question["slot"] != "delivery" or _addresses(state):
        return known
    if str(chosen) == phrase(context, state, "way.delivery"):
        return {**known, "mode": HOME}
    branch = next((each for each in context.pack.file.branches if fold(each.name) in fold(str(chosen))), None)
    return _counter(branch or own_branch(context))


def _said(known: Delivery, state: State, context: Context) -> Delivery:
    """A branch by its name, a wish to have it brought or to come for it, or that it is all the same."""
    if known.get("mode") == "pickup" and "branch_id" in known and not _changing(state):
        return known
    said = {guess["name"] for guess in state["reading"]["intents"]}
    told = tells_how(state) or _orders_with_how(state, said) or comes_for_it(state, context.pack)
    asked = _is_asked(state) or _lacks_branch(known) or told
    if (asked or _changing(state)) and not _addresses(state) and (branch := named_branch(state, context.pack)):
        return {**known, **_at(branch)} if branch.pickup else _counter(own_branch(context))
    if (asked or _changing(state)) and "pickup" in said and "pickup" in ways(context.pack):
        return _counter(own_branch(context))
    if (asked or _changing(state)) and ("delivery" in said or _names_delivery(state, context)):
        return {**{k: v for k, v in known.items() if not k.startswith("branch")}, "mode": HOME}
    if asked and {"skip"} & said and "pickup" in ways(context.pack):
        return {**known, **_counter(own_branch(context) or next(iter(counters(context.pack)), None))}
    return known


def _addressed(known: Delivery, state: State, context: Context) -> Delivery:
    """An address that is told now is where it goes; one of before is, where it is to be brought."""
    told = _addresses(state)
    before = known_of(state, "address")
    address = told[-1] if told else str(before) if before and known.get("mode") == HOME else None
    if address is None or HOME not in ways(context.pack) or not is_address(address):
        return known
    if not told and known.get("address"):
        return known
    kept_ = {key: value for key, value in known.items() if key in {"city", "phone"}}
    return {**kept_, "mode": HOME, "address": address}


def _place(known: Delivery, state: State, context: Context) -> Delivery:
    """The city, where only some are served: in the address, in this message, or known of the customer."""
    if known.get("mode") != HOME or not context.pack.file.orders.delivery.cities or "address" not in known:
        return known
    told = [str(e["value"]) for e in state["reading"]["entities"] if e["kind"] == "city"]
    text = heard(state)
    named = city_in(known["address"], context.pack) or (city_in(text, context.pack) if _is_asked(state) else None)
    city = named or next(iter(told), None) or known.get("city") or known_of(state, "city")
    return {**known, "city": str(city)} if city else known


def own_branch(context: Context) -> Branch | None:
    """The only one at which an order can be picked up."""
    branches = counters(context.pack)
    return branches[0] if len(branches) == 1 else None


def known_of(state: State, field: str) -> Any:
    entry = state.get("profile", {}).get(field)
    return entry["value"] if entry else None


def asks_at_branch(state: State, pack: Pack) -> bool:
    """Whether it asks for what was talked about at a branch: "and at Centro?"."""
    names = {guess["name"] for guess in state["reading"]["intents"]}
    about = names <= ASKS_THERE and kept(state, "topic").get("items")
    return bool(about and asks(state) and named_branch(state, pack))


def picks_branch(state: State, pack: Pack) -> bool:
    """Whether it answers the question of how an order is to be had by a branch, in whatever words."""
    names = {guess["name"] for guess in state["reading"]["intents"]}
    known = kept(state, "order").get("delivery") or {}
    lacks = "order" in state.get("flows", {}) and _lacks_branch(known)
    answers = (_is_asked(state) and not names) or (lacks and names <= {"location"} and not asks(state))
    return answers and named_branch(state, pack) is not None


def comes_for_it(state: State, pack: Pack) -> bool:
    """Whether it says, while an order is being made, at which branch it is picked up, whatever was asked last."""
    names = {guess["name"] for guess in state["reading"]["intents"]}
    under_way = "order" in state.get("flows", {}) and "pickup" in names
    return under_way and not asks(state) and named_branch(state, pack) is not None


def amends_branch(state: State, reading: Reading, pack: Pack) -> bool:
    """Whether it names another branch to an order that waits for its yes, to be picked up: "mejor en Centro"."""
    pending, names = state.get("pending"), {guess["name"] for guess in reading["intents"]}
    if not pending or pending["kind"] != "order.place" or asks(state):
        return False
    asides = {"human", *({"digress"} if "pickup" not in names else ()), *({"reject"} if _says_more(state) else ())}
    if reading["reply"] in asides or not names <= SAYS_WHERE:
        return False
    where, branch = pending["args"]["delivery"], named_branch(state, pack)
    return branch is not None and where.get("mode") == "pickup" and branch.id != where.get("branch_id")


def _says_more(state: State) -> bool:
    """Whether there are more words than name a branch: "no, at Centro" is no refusal of the order."""
    return len(heard(state).split()) > WORDS_OF_A_PLACE


def _names_delivery(state: State, context: Context) -> bool:
    items = [str(e["value"]) for e in state["reading"]["entities"] if e["kind"] == "product"]
    known = [context.desk.catalogue.item(id) for id in items if context.desk.catalogue.knows(id)]
    return any(item.attributes.get("use") == "delivery" for item in known)


def _lacks_branch(known: Delivery) -> bool:
    return known.get("mode") == "pickup" and "branch_id" not in known


def _is_asked(state: State) -> bool:
    question = state.get("question")
    return bool(question and question["flow"] == "order" and question["slot"] in {"delivery", "address", "city"})


def _orders_with_how(state: State, said: set[str]) -> bool:
    """Whether the order itself says how it is to be had: "two filters, I pick them up at Centro"."""
    return {"buy", "pickup"} <= said and not asks(state)


def _changing(state: State) -> bool:
    """Whether an order that waits for a yes is being changed."""
    pending = state.get("pending")
    return bool(pending and pending["agent"] == "seller" and state["reading"]["reply"] != "approve")


def _addresses(state: State) -> list[str]:
    """The addresses that the message names; where one was asked for, all of a short answer is it."""
    named = [str(e["value"]) for e in state["reading"]["entities"] if e["kind"] == "address"]
    text = heard(state)
    question = state.get("question")
    asked = bool(question and question["flow"] == "order" and question["slot"] == "address")
    whole = asked and "?" not in text and len(text.split()) <= LONGEST and is_address(text)
    return [text] if whole else named


def _counter(branch: Branch | None) -> Delivery:
    """To be picked up, at a branch that may be still to be chosen: where nothing can be picked up, at another one."""
    return _at(branch) if branch and branch.pickup else {"mode": "pickup"}


def _at(branch: Branch) -> Delivery:
    return {"mode": "pickup", "branch": branch.name, "branch_id": branch.id, "address": branch.address}
