"""Answers taken from the business's own content, and summaries of a conversation."""

from collections.abc import Sequence

from language.embedded.answering.extract import extract
from language.embedded.summary import summarise
from language.port import Passage


def passage(
    name: str, text: str, score: float = 1.0, title: str = "", heading: str = "", language: str = "es"
) -> Passage:
    return {
        "id": name,
        "title": title,
        "heading": heading,
        "url": f"https://x.mx/{name}",
        "text": text,
        "language": language,
        "score": score,
    }


INSTALLATION = passage(
    "instalacion",
    "## Instalación\nInstalamos en las sucursales **Centro** y Norte. La instalación del par de balatas cuesta $350 y "
    "tarda una hora. No hace falta cita.\n\n"
    "| Servicio | Precio |\n|---|---|\n| Balatas (par) | $350 |\n| Batería | $90 |",
    score=0.9,
    title="Instalación",
)
WARRANTY = passage(
    "garantia",
    "La garantía de las balatas es de 12 meses o 20,000 km. Cubre defectos de fábrica.\n\nPara hacerla válida "
    "necesita:\n"
    "- Ticket de compra\n- La pieza instalada\n- Su identificación\n\nNo cubre mal uso.",
    score=0.8,
    title="Garantía",
)
DELIVERY = passage(
    "envios",
    "Los pedidos hechos antes de la 1 pm llegan el mismo día. [Ver zonas](https://x.mx/zonas). El envío cuesta $99 en "
    "el área metropolitana.",
    score=0.7,
    title="Envíos",
    heading="A domicilio",
)
ALL = [INSTALLATION, WARRANTY, DELIVERY]


def answer(question: str, passages: list[Passage] = ALL, language: str = "es") -> str | None:
    found = extract(question, passages, language)
    return found["text"] if found else None


def test_the_shortest_sentence_that_answers_is_taken() -> None:
    assert answer("¿qué garantía tienen?") == "La garantía de las balatas es de 12 meses o 20,000 km."
    assert answer("cuánto cuesta el envío a domicilio") == "El envío cuesta $99 en el área metropolitana."


def test_a_word_typed_wrong_still_finds_its_answer() -> None:
    assert answer("cuanto tarda la instalasion") == ("La instalación del par de balatas cuesta $350 y tarda una hora.")


def test_a_table_row_reads_by_itself() -> None:
    assert answer("¿cuánto cuesta instalar la batería?") == "Batería: $90"


def test_a_list_comes_with_the_line_that_opens_it() -> None:
    assert answer("¿qué necesito para hacer válida la garantía?") == (
        "Para hacerla válida necesita:\n- Ticket de compra\n- La pieza instalada\n- Su identificación"
    )


def test_a_row_of_a_wide_table_names_its_columns() -> None:
    plans = passage("planes", "| Plan | Precio | Flujos |\n|:--|--:|--:|\n| Esencial | $2.400.000 | 2 |")
    assert answer("precio del plan esencial", [plans]) == "Esencial: precio $2.400.000, flujos 2"


def test_what_the_content_does_not_say_is_not_answered() -> None:
    assert answer("¿venden llantas?") is None
    assert answer("¿aceptan tarjeta de crédito?") is None
    assert answer("hola") is None
    assert answer("¿qué garantía tienen?", []) is None


def test_the_answer_names_its_passage_and_is_the_same_every_time() -> None:
    found = [extract("¿hacen instalación?", ALL, "es") for _ in range(3)]
    assert found[0] == found[1] == found[2]
    assert found[0] is not None
    assert [each["id"] for each in found[0]["passages"]] == ["instalacion"]
    assert 0 < found[0]["confidence"] <= 1


def test_no_markdown_reaches_the_customer() -> None:
    marked = passage("a", "# Hours\nWe are **open** [on *Sunday*](https://x.us) from `9` to <b>5</b>.", language="en")
    assert answer("are you open on sunday", [marked], "en") == "We are open on Sunday from 9 to 5."


HOURS = passage(
    "hours",
    "Our office is on Main Street. Someone picks up the phone from eight to six. Parking is free.",
    title="Contact",
    language="en",
)


def test_an_encoder_finds_an_answer_that_shares_no_word_in_the_language_that_it_knows() -> None:
    question = "when can I ring you?"

    def alike(_: str, runs: Sequence[str]) -> list[float]:
        return [0.8 if "picks up" in run else 0.0 for run in runs]

    found = extract(question, [HOURS], "en", alike)
    assert extract(question, [HOURS], "en") is None
    assert found is not None
    assert "from eight to six" in found["text"]


def test_a_heading_that_asks_the_same_in_other_words_decides() -> None:
    question = "do i need to be home while you work"
    license_page = passage("license", "Michigan requires a license for work on a home.", language="en")
    entry = passage(
        "faq", "Not for the outside. We need you for the attic.", 0.7, heading="Do I have to be home?", language="en"
    )

    def alike(_: str, texts: Sequence[str]) -> list[float]:
        return [0.8 if text == "Do I have to be home?" else 0.1 for text in texts]

    found = extract(question, [license_page, entry], "en", alike)
    assert found is not None
    assert found["text"].startswith("Not for the outside.")


def test_a_number_counts_only_what_stands_beside_it() -> None:
    plans = passage(
        "planes",
        "Incluye 10 horas de cambios al mes y un informe de conversaciones. Cubre 9.000 conversaciones al mes.",
    )
    assert "9.000 conversaciones" in (answer("¿cuántas conversaciones cubre al mes?", [plans]) or "")


def test_a_sum_or_a_copy_a_day_does_not_tell_how_long_it_takes() -> None:
    page = passage("chatbot", "La instalación del chatbot cuesta $320.000 y trae 2 plantillas.", 0.6)
    assert answer("¿cuánto tarda la instalación del chatbot?", [page]) is None
    timed = passage("chatbot", "La instalación del chatbot toma 2 semanas.", 0.6)
    assert answer("¿cuánto tarda la instalación del chatbot?", [timed]) == "La instalación del chatbot toma 2 semanas."


def test_a_heading_that_asks_for_something_else_of_the_same_thing_decides_nothing() -> None:
    priced = passage("precio", "Un techo de 2,000 pies cuesta $13,000.", 0.6, heading="¿Cuánto cuesta un techo nuevo?")
    assert answer("cuánto dura un techo nuevo", [priced]) is None


def test_what_a_customer_is_quoted_with_is_not_the_word_of_the_business() -> None:
    case = passage("caso", "«Lo que más me gusta es que de noche también cotiza», dice su gerente, Óscar Pinzón.")
    assert answer("quién es el gerente", [case]) is None
    assert "Pinzón" in (answer("¿qué dice de la noche el gerente Óscar Pinzón?", [case]) or "")


def test_asked_what_it_does_the_business_speaks_of_itself_and_not_of_others() -> None:
    permits = passage(
        "permits",
        "A contractor who asks you to pull the permit has no license. We pull the permit in your township.",
        language="en",
    )
    assert (answer("do you pull the permit", [permits], "en") or "").startswith("We pull the permit")


def test_a_page_in_another_language_than_the_question_answers_nothing() -> None:
    solar = passage("solar", "The solar company reinstalls solar panels.", heading="Solar panels", language="en")
    assert answer("¿instalan paneles solares?", [solar]) is None


def test_an_encoder_that_was_trained_on_another_language_is_not_asked() -> None:
    def never(_: str, runs: Sequence[str]) -> list[float]:
        raise AssertionError(runs)

    assert extract("¿qué garantía tienen?", ALL, "es", never) == extract("¿qué garantía tienen?", ALL, "es")


def test_a_cell_of_a_table_is_found_by_the_name_of_its_column() -> None:
    drills = passage(
        "drills",
        "| Quarter | What is restored |\n|---|---|\n| First | One mailbox |\n| Second | Accounting database |",
        heading="Restore drills",
        language="en",
    )
    assert answer("what is restored in the second quarter?", [drills], "en") == "Second: Accounting database"


def test_an_item_is_said_with_the_line_that_it_belongs_to() -> None:
    covered = passage(
        "cover",
        "No cubrimos:\n- llantas\n- golpes\n- cristales",
        title="Garantía",
        heading="Cobertura",
    )
    assert answer("¿cubren las llantas?", [covered]) == "No cubrimos:\n- llantas"


def test_an_item_of_a_list_without_an_opening_line_is_said_with_its_heading() -> None:
    left_out = passage("b", "- llantas\n- golpes\n- cristales", title="Garantía", heading="Garantía › Lo que no cubre")
    assert answer("¿cubre las llantas?", [left_out]) == "Lo que no cubre:\n- llantas"


def test_the_figure_that_is_asked_for_is_said_though_it_stands_in_the_next_sentence() -> None:
    case = passage(
        "case",
        "A hardware store took the Professional plan. Its first year came to $10,190,000 before tax.",
        title="What a chatbot costs",
        language="en",
    )
    assert "$10,190,000" in str(answer("what did the hardware store's plan cost?", [case], "en"))


def test_a_page_that_asks_the_very_question_answers_it() -> None:
    faq = passage(
        "faq",
        "A project lead, always the same person. He answers within 4 hours.",
        score=0.31,
        title="Questions",
        heading="Who is my contact?",
        language="en",
    )
    assert str(answer("who is my contact", [faq], "en")).startswith("A project lead")


def test_words_that_only_ask_for_a_price_need_not_stand_beside_it() -> None:
    assert answer("¿qué precio tiene la batería?") == "Batería: $90"


CONVERSATION = [
    {"role": "client", "text": "Buenas tardes. ¿Ustedes hacen chatbots para WhatsApp?"},
    {
        "role": "ai",
        "text": "Sí: el plan Esencial cuesta desde $2.400.000 más IVA. ¿Qué quisiera que hiciera?",
    },
    {
        "role": "client",
        "text": "Tenemos una ferretería, nos escriben 200 personas al día preguntando precios",
    },
    {"role": "ai", "text": "El Profesional cotiza solo, desde $5.900.000."},
    {"role": "client", "text": "el miercoles. ¿Se puede pagar en cuotas?"},
]


def test_a_summary_has_the_need_the_figures_and_the_open_question() -> None:
    summary = summarise(CONVERSATION, "es")
    assert "Tenemos una ferretería" in summary
    assert "$2.400.000" in summary
    assert "$5.900.000" in summary
    assert summary.endswith("Queda por responder: «¿Se puede pagar en cuotas?».")


def test_our_own_open_question_is_told_as_ours() -> None:
    assert "We asked: “What's the address?”." in summarise(
        [
            {"role": "client", "text": "My roof is leaking over the kitchen since the hail"},
            {"role": "ai", "text": "Sorry about the leak. What's the address?"},
        ],
        "en",
    )


def test_a_conversation_without_a_need_says_so() -> None:
    assert summarise([{"role": "client", "text": "hola"}], "es") == "El cliente aún no ha dicho qué necesita."
    assert summarise([], "en") == "The customer has not said yet what they need."
