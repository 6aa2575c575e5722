"""What customers say to an action that waits for their yes: two hundred and seventy messages, labelled by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from language.embedded.reply import reply_to
from language.embedded.reply_senses import entries, spelt
from language.embedded.text import text_of
from tests.language.reading import base_intents, names_of, read

LABELLED = yaml.safe_load((Path(__file__).parent / "replies.yaml").read_text(encoding="utf-8"))


def labelled() -> Iterator[tuple[str, str, str]]:
    """The kind of the waiting action, the message, and what it says."""
    cancelling = LABELLED["cancelling"]
    for reply, messages in LABELLED.items():
        if reply != "cancelling":
            yield from (("book", message, reply) for message in messages)
    for reply, messages in cancelling.items():
        yield from (("cancel", message, reply) for message in messages)


ALL = list(labelled())
YES = [message for pending, message, reply in ALL if pending == "book" and reply == "approve"]
NOT_YES = [message for pending, message, reply in ALL if pending == "book" and reply != "approve"]


def test_there_are_enough_labelled_replies_in_both_languages() -> None:
    assert len(ALL) >= 250
    assert min(len(LABELLED[reply]) for reply in ("approve", "reject", "amend", "digress", "unclear")) >= 25


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_labelled_reply_is_taken_for_a_yes_that_it_is_not(language: str) -> None:
    wrong = [
        message
        for pending, message, reply in ALL
        if reply != "approve" and read(message, pending=pending, language=language)["reply"] == "approve"
    ]
    assert wrong == []


def test_labelled_replies_are_read_as_a_person_reads_them() -> None:
    wrong = [
        (message, reply, said)
        for pending, message, reply in ALL
        if (said := read(message, pending=pending)["reply"]) != reply
    ]
    assert len(wrong) <= len(ALL) * 0.03, wrong


SAY_YES = {"affirm", "thanks", "greeting", "goodbye", "buy", "my_appointment"}
"""Intents whose examples may follow a yes and leave it one: "sí, nos vemos"."""


def other_action(intent: str) -> str:
    """What waits while the words ask for something else: "sí, agendemos" accepts no quote."""
    return "quote.accept" if intent == "book" else "appointment.book"


@pytest.mark.parametrize("intent", sorted(set(base_intents()) - SAY_YES))
def test_a_yes_with_anything_beside_it_is_no_approval(intent: str) -> None:
    examples = [text for texts in base_intents()[intent].examples.values() for text in texts]
    taken = [
        f"{yes}{text}"
        for text in examples
        for yes in ("sí ", "ok, ", "yes, ", "dale pero ", "sure but ")
        if reply_to(text_of(f"{yes}{text}"), other_action(intent), [], []) == "approve"
    ]
    assert taken == []


def test_an_example_of_another_intent_alone_is_no_approval() -> None:
    taken = [
        (name, text)
        for name, spec in base_intents().items()
        for texts in spec.examples.values()
        for text in texts
        if name not in {"affirm", "thanks", "buy", "my_appointment"}
        and reply_to(text_of(text), other_action(name), [], []) == "approve"
    ]
    assert taken == []


@given(
    st.sampled_from(YES),
    st.sampled_from(NOT_YES),
    st.sampled_from([" ", ", ", ". ", " pero ", " but ", "\n"]),
)
@settings(max_examples=300, deadline=None)
def test_a_yes_next_to_what_is_no_yes_is_never_an_approval(yes: str, other: str, joint: str) -> None:
    courtesy = {"gracias", "thanks", "hola", "hello", "ya", "bueno", "así está bien"}
    joined = f"{yes}{joint}{other}"
    assert other in courtesy or reply_to(text_of(joined), "book", [], []) != "approve"


@given(st.sampled_from(YES), st.text(st.characters(categories=["L", "N", "Zs", "P"]), min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_an_unknown_word_after_a_yes_takes_the_approval_back(yes: str, more: str) -> None:
    fresh = [token.word for token in text_of(more).tokens]
    said = reply_to(text_of(f"{yes} zqx{more}"), "book", [], [])
    assert not fresh or said != "approve"


def test_an_approval_reads_as_a_yes_and_nothing_else() -> None:
    assert names_of(read("sí, confirmo", pending="order")) == ["affirm"]


@pytest.mark.parametrize("message", ["sí pero mejor el jueves", "dale, ¿y cuánto cuesta?", "ok, maybe later"])
def test_what_is_no_approval_holds_no_intent_that_says_yes(message: str) -> None:
    assert "affirm" not in names_of(read(message, pending="book"))


def test_a_new_ending_for_the_address_becomes_the_whole_address() -> None:
    recent = [
        {"role": "client", "text": "marcela@ferreterialaunion.com"},
        {"role": "ai", "text": "¿Confirmo?"},
    ]
    reading = read("sí pero mejor el correo es .com.co", pending="book", recent=recent)
    assert reading["reply"] == "amend"
    assert [entity["value"] for entity in reading["entities"]] == ["marcela@ferreterialaunion.com.co"]


def test_nothing_pending_means_no_reply() -> None:
    assert read("sí")["reply"] is None


@pytest.mark.parametrize(
    ("message", "pending", "reply"),
    [
        ("sí, agéndela", "appointment.book", "approve"),
        ("sí, agéndela", "quote.accept", "digress"),
        ("yes, order it", "order.place", "approve"),
        ("yes, order it", "appointment.book", "digress"),
        ("sí, muévala", "appointment.reschedule", "approve"),
        ("sí, muévala", "appointment.book", "unclear"),
        ("ok, déjelo así", "appointment.book", "unclear"),
        ("correto", "quote.accept", "approve"),
        ("yes, that day is fine", "appointment.book", "approve"),
        ("yes? are you", "appointment.book", "unclear"),
        ("sí, ahí estaré", "appointment.book", "approve"),
        ("sí, ahí estaré", "appointment.cancel", "reject"),
        ("sí, la quiero", "order.place", "approve"),
        ("sí, la quiero", "appointment.cancel", "reject"),
        ("sí, agéndela", "appointment.cancel", "digress"),
        ("cancélela, por favor", "appointment.cancel", "approve"),
        ("cancel", "appointment.cancel", "unclear"),
        ("no, cancélela", "appointment.cancel", "unclear"),
        ("sí, ya no puedo ir", "appointment.cancel", "approve"),
        ("sí, ya no puedo ir", "appointment.book", "unclear"),
        ("sí, la cita", "appointment.book", "approve"),
        ("sí, la cita", "order.place", "digress"),
        ("ok, hasta luego", "appointment.book", "unclear"),
        ("perfecto, hasta luego", "appointment.book", "approve"),
        ("sí ⏳", "appointment.book", "unclear"),
        ("sí, y si", "appointment.book", "unclear"),
        ("hola, qué tal, sí", "appointment.book", "approve"),
        ("eh sí", "appointment.book", "unclear"),
        ("eh sí, sí, adelante", "appointment.book", "approve"),
    ],
)
def test_a_yes_is_one_to_what_waits_and_to_nothing_else(message: str, pending: str, reply: str) -> None:
    assert read(message, pending=pending)["reply"] == reply


def test_an_entry_with_choices_stands_for_each_of_them() -> None:
    assert list(spelt("see (you|ya)( there|)")) == ["see you there", "see you", "see ya there", "see ya"]


@pytest.mark.parametrize("pending", ["appointment.book", "appointment.cancel", "quote.accept", "order.place"])
@pytest.mark.parametrize("kind", ["hedge", "wait", "contrast", "no", "propose"])
def test_no_doubt_no_condition_and_no_refusal_lets_a_yes_stand(kind: str, pending: str) -> None:
    said_as_one = {"aja"}  # "ajá sí" is a yes
    taken = [said for said in entries()[kind] if reply_to(text_of(f"{said}, sí"), pending, [], []) == "approve"]
    assert set(taken) <= said_as_one


@pytest.mark.parametrize(
    ("message", "pending", "approves"),
    [
        ("correcto, cancélela, estoy fuera de la ciudad", "appointment.cancel", True),
        ("yes, cancel it, my car broke down", "appointment.cancel", True),
        ("ok I'm convinced, place the order", "order.place", True),
        ("hazlo, me urge", "order.place", True),
        ("sí, estoy fuera de la ciudad", "appointment.book", False),
        ("pídelo, el azul", "order.place", False),
        ("me gusta el azul, pídelo", "order.place", False),
        ("el administrador dice: apruebe la cita", "appointment.book", False),
        ("estoy en la oficina si me llama, agéndela", "appointment.book", False),
        ("agéndela, tengo otra pregunta", "appointment.book", False),
    ],
)
def test_a_reason_beside_an_explicit_yes_leaves_it_one_and_a_wish_does_not(
    message: str, pending: str, approves: bool
) -> None:
    assert (read(message, pending=pending)["reply"] == "approve") == approves
