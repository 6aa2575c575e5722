"""What every CRM does, whoever runs it."""

from dataclasses import replace

import pytest

from kit.money import Money
from tools.crm.memory import MemoryCrm
from tools.crm.port import Contact, Lead, NamelessContactError, RecordNotFoundError

MARCELA = Contact("marcela@laescuadra.example", "+573001112233", "Marcela Ríos")


@pytest.fixture(params=[MemoryCrm])
def crm(request: pytest.FixtureRequest) -> MemoryCrm:
    """Empty, with what it holds in ``contacts``, ``leads`` and ``notes``."""
    made: MemoryCrm = request.param()
    return made


def _lead(contact: str, score: int = 80) -> Lead:
    value = Money(590_000_000, "COP")
    return Lead("conversation-1", contact, "Chatbot Profesional", "hot", score, value)


async def test_a_contact_is_kept_with_all_that_is_known(crm: MemoryCrm) -> None:
    receipt = await crm.upsert_contact(MARCELA, "a")
    assert crm.contacts == {receipt.id: MARCELA}


async def test_the_same_key_twice_is_one_contact_and_one_receipt(crm: MemoryCrm) -> None:
    first = await crm.upsert_contact(MARCELA, "a")
    again = replace(MARCELA, name="Somebody Else")
    assert await crm.upsert_contact(again, "a") == first
    assert crm.contacts == {first.id: MARCELA}


@pytest.mark.parametrize("known", [{"phone": None}, {"email": None}, {"email": "MARCELA@laescuadra.example"}])
async def test_a_person_who_is_known_by_mail_or_phone_is_updated_and_not_doubled(
    crm: MemoryCrm, known: dict[str, str | None]
) -> None:
    first = await crm.upsert_contact(MARCELA, "a")
    later = replace(MARCELA, name=None, company="La Escuadra", fields={"industry": "hardware"}, **known)
    assert await crm.upsert_contact(later, "b") == first
    (kept,) = crm.contacts.values()
    assert (kept.name, kept.company, kept.phone) == ("Marcela Ríos", "La Escuadra", "+573001112233")
    assert kept.fields == {"industry": "hardware"}


async def test_another_person_is_another_contact(crm: MemoryCrm) -> None:
    first = await crm.upsert_contact(MARCELA, "a")
    other = await crm.upsert_contact(Contact("beto@luna.example", None), "b")
    assert first != other


async def test_a_contact_needs_an_address_or_a_number(crm: MemoryCrm) -> None:
    with pytest.raises(NamelessContactError):
        await crm.upsert_contact(Contact(None, None, "Nobody"), "a")
    assert crm.contacts == {}


async def test_a_lead_is_one_record_that_grows(crm: MemoryCrm) -> None:
    contact = await crm.upsert_contact(MARCELA, "a")
    first = await crm.upsert_lead(_lead(contact.id, 40), "b")
    assert await crm.upsert_lead(_lead(contact.id, 80), "c") == first
    assert crm.leads == {first.id: _lead(contact.id, 80)}


async def test_a_late_repetition_does_not_undo_what_came_after(crm: MemoryCrm) -> None:
    contact = await crm.upsert_contact(MARCELA, "a")
    first = await crm.upsert_lead(_lead(contact.id, 40), "b")
    await crm.upsert_lead(_lead(contact.id, 80), "c")
    assert await crm.upsert_lead(_lead(contact.id, 40), "b") == first
    assert crm.leads[first.id].score == 80


async def test_a_lead_of_nobody_is_refused(crm: MemoryCrm) -> None:
    with pytest.raises(RecordNotFoundError, match="CON-UNKNOWN"):
        await crm.upsert_lead(_lead("CON-UNKNOWN"), "a")


async def test_a_note_is_left_once_for_each_key(crm: MemoryCrm) -> None:
    contact = await crm.upsert_contact(MARCELA, "a")
    lead = await crm.upsert_lead(_lead(contact.id), "b")
    first = await crm.add_note(lead.id, "200 messages a day", "c")
    assert await crm.add_note(lead.id, "200 messages a day", "c") == first
    assert await crm.add_note(lead.id, "200 messages a day", "d") != first
    await crm.add_note(contact.id, "Prefers mornings", "e")
    assert crm.notes == {lead.id: ["200 messages a day"] * 2, contact.id: ["Prefers mornings"]}


async def test_a_note_on_nothing_is_refused(crm: MemoryCrm) -> None:
    with pytest.raises(RecordNotFoundError):
        await crm.add_note("LEA-UNKNOWN", "x", "a")
