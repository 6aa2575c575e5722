"""The intents that every tenant starts from: where they go and what they are learnt from."""

from collections import Counter

from commerce.packs.alike import plain
from commerce.packs.draft import BASE_INTENTS, draw_up
from commerce.packs.sources import available, gather
from commerce.packs.words import IntentsFile
from tests.commerce.packs_bench import ROOT

TENANT = available(ROOT)[0]

ROUTES = {
    "composer": "greeting thanks goodbye chitchat abuse opt_out wait repeat channel_change affirm deny"
    " correct cancel_flow start_over go_back skip override",
    "responder": "information hours location who_are_you payment_methods delivery warranty invoice returns",
    "seller": "services_overview comparison buy stock recommend order_status change_address cart_view cart_remove"
    " cancel_order receipt payment objection_price objection_trust"
    " objection_timing objection_competitor objection_need",
    "quoter": "price quote",
    "scheduler": "book availability reschedule cancel_appointment my_appointment",
    "handoff": "complaint human",
    "qualifier": "give_information",
}
SIGNALS = {
    "price": "asks_price",
    "quote": "asks_quote",
    "buy": "wants_to_buy",
    "stock": "asks_availability",
    "recommend": "asks_recommendation",
    "book": "wants_appointment",
    "availability": "asks_slots",
    "payment": "wants_to_pay",
    "give_information": "shares_need",
    "comparison": "compares_options",
    "payment_methods": "asks_payment_methods",
    "delivery": "asks_delivery",
    "warranty": "asks_warranty",
    **{f"objection_{kind}": "objection" for kind in ("price", "trust", "timing", "competitor", "need")},
}


def intents() -> IntentsFile:
    part = draw_up(ROOT, TENANT, gather(ROOT, TENANT)).parts[BASE_INTENTS]
    assert isinstance(part, IntentsFile)
    return part


def test_every_intent_goes_where_it_is_answered() -> None:
    expected = {name: route for route, names in ROUTES.items() for name in names.split()}

    assert {name: intent.route for name, intent in intents().intents.items()} == expected


def test_every_intent_gives_the_signal_that_points_are_given_for() -> None:
    assert {name: each.signal for name, each in intents().intents.items() if each.signal} == SIGNALS


def test_every_intent_is_learnt_from_many_different_examples_in_both_languages() -> None:
    for name, intent in intents().intents.items():
        assert set(intent.examples) == {"es", "en"}
        for language, examples in intent.examples.items():
            assert len(examples) >= 25, f"{name} {language}"
            assert [text for text, count in Counter(map(plain, examples)).items() if count > 1] == []


def test_what_is_about_no_intent_is_learnt_from_many_different_examples_in_both_languages() -> None:
    for language, examples in intents().outside.items():
        assert len(examples) >= 80, language
        assert len({plain(text) for text in examples}) == len(examples)
    assert set(intents().outside) == {"es", "en"}


def test_half_of_the_spanish_customers_leave_out_the_opening_question_mark() -> None:
    questions = [text for intent in intents().intents.values() for text in intent.examples["es"] if text.endswith("?")]

    assert 0.3 < sum("¿" not in text for text in questions) / len(questions) < 0.8
