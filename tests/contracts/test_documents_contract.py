"""What every document maker does, whoever sets the type."""

import pytest

from tools.documents.memory import MemoryDocuments
from tools.documents.port import Documents, LayoutNotFoundError
from tools.documents.typst.pdf import TypstDocuments

QUOTE = {
    "number": "CT-7K2M9P",
    "customer": "Ferretería La Escuadra",
    "lines": [{"name": "Chatbot Profesional", "price": "$5.900.000"}, {"name": "IVA", "price": "$1.121.000"}],
    "total": "$7.021.000",
    "notes": ["Válida 15 días"],
}


@pytest.fixture(params=[MemoryDocuments, TypstDocuments])
def documents(request: pytest.FixtureRequest) -> Documents:
    made: Documents = request.param()
    return made


@pytest.mark.parametrize("kind", ["quote", "order", "summary"])
async def test_each_kind_of_paper_can_be_made(documents: Documents, kind: str) -> None:
    assert await documents.render(kind, QUOTE)
    assert "/" in documents.media_type


async def test_the_same_data_makes_the_same_bytes_and_other_data_others(documents: Documents) -> None:
    first = await documents.render("quote", QUOTE)
    assert await documents.render("quote", QUOTE) == first
    assert await documents.render("quote", {**QUOTE, "total": "$1"}) != first


async def test_a_paper_without_a_layout_is_refused_by_name(documents: Documents) -> None:
    with pytest.raises(LayoutNotFoundError, match=r"'poem'.*quote"):
        await documents.render("poem", {})


async def test_a_customer_reads_every_figure_in_the_plain_quote() -> None:
    text = (await MemoryDocuments().render("quote", QUOTE)).decode()
    assert text.splitlines() == [
        "QUOTE",
        "",
        "number: CT-7K2M9P",
        "customer: Ferretería La Escuadra",
        "lines:",
        "- name: Chatbot Profesional, price: $5.900.000",
        "- name: IVA, price: $1.121.000",
        "total: $7.021.000",
        "notes:",
        "- Válida 15 días",
    ]
