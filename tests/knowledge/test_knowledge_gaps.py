"""What customers asked in vain, grouped for whoever writes the content."""

from datetime import UTC, datetime, timedelta

from knowledge.gaps import Question, grouped, masked

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def asked(text: str, conversation: str, minutes: int, language: str = "es") -> Question:
    return Question(text, language, conversation, NOON + timedelta(minutes=minutes))


def test_like_questions_are_one_and_what_most_customers_asked_comes_first() -> None:
    found = grouped(
        [
            asked("¿tienen app para iPhone?", "a", 0),
            asked("¿reciben bitcoin?", "b", 1),
            asked("reciben pagos en bitcoin", "c", 2),
            asked("¿Reciben bitcoin?", "b", 3),
        ],
        None,
    )
    assert [(gap.question, gap.asked, gap.customers) for gap in found] == [
        ("¿reciben bitcoin?", 3, 2),
        ("¿tienen app para iPhone?", 1, 1),
    ]
    assert (found[0].first, found[0].last) == (NOON + timedelta(minutes=1), NOON + timedelta(minutes=3))
    assert found[0].examples == ["reciben pagos en bitcoin", "¿Reciben bitcoin?"]


def test_the_same_words_in_two_languages_are_two_questions() -> None:
    assert len(grouped([asked("¿wifi?", "a", 0), asked("¿wifi?", "b", 1, "en")], None)) == 2


def test_an_encoder_joins_questions_that_share_no_word() -> None:
    one, other = asked("do you take crypto?", "a", 0, "en"), asked("is bitcoin accepted here?", "b", 1, "en")
    assert len(grouped([one, other], None)) == 2
    assert len(grouped([one, other], lambda _, texts: [0.9] * len(texts))) == 1


def test_the_order_in_which_questions_are_read_changes_nothing() -> None:
    questions = [asked(text, str(n), n) for n, text in enumerate(["¿tienen wifi?", "¿venden sillas?", "tienen wifi"])]
    assert grouped(questions, None) == grouped(questions[::-1], None)


def test_a_list_of_questions_tells_no_address_and_no_number_of_a_person() -> None:
    text = "¿me escriben a ana@ruiz.co o al 310 555 0118 si llega el casco?"
    assert masked(text, "es") == "¿me escriben a [e-mail] o al [phone] si llega el casco?"
