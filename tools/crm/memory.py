"""A CRM that lives in the process."""

from dataclasses import replace

from kit.ids import reference
from tools.crm.port import Contact, Lead, NamelessContactError, RecordNotFoundError
from tools.receipt import Receipt


class MemoryCrm:
    """``contacts``, ``leads`` and ``notes`` by the record's id."""

    def __init__(self) -> None:
        self.contacts: dict[str, Contact] = {}
        self.leads: dict[str, Lead] = {}
        self.notes: dict[str, list[str]] = {}
        self._receipts: dict[str, Receipt] = {}

    async def upsert_contact(self, contact: Contact, key: str) -> Receipt:
        if not contact.email and not contact.phone:
            raise NamelessContactError("A contact has neither an e-mail address nor a phone number.")
        if key not in self._receipts:
            id = self._same_person(contact) or reference("CON", key, length=10)
            old = self.contacts.get(id)
            self.contacts[id] = _over(old, contact) if old else contact
            self._receipts[key] = Receipt(id)
        return self._receipts[key]

    async def upsert_lead(self, lead: Lead, key: str) -> Receipt:
        if lead.contact not in self.contacts:
            raise RecordNotFoundError(f"The CRM has no contact {lead.contact!r} for lead {lead.reference!r}.")
        if key not in self._receipts:
            id = reference("LEA", lead.reference, length=10)
            self.leads[id] = lead
            self._receipts[key] = Receipt(id)
        return self._receipts[key]

    async def add_note(self, record: str, text: str, key: str) -> Receipt:
        if record not in self.contacts and record not in self.leads:
            raise RecordNotFoundError(f"The CRM has no contact or lead {record!r} to leave a note on.")
        if key not in self._receipts:
            self.notes.setdefault(record, []).append(text)
            self._receipts[key] = Receipt(reference("NOT", key, length=10))
        return self._receipts[key]

    def _same_person(self, contact: Contact) -> str | None:
        by_email = [id for id, known in self.contacts.items() if _same(known.email, contact.email)]
        by_phone = [id for id, known in self.contacts.items() if _same(known.phone, contact.phone)]
        return next(iter([*by_email, *by_phone]), None)


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() == other.casefold()


def _over(old: Contact, new: Contact) -> Contact:
    """What is new over what was known."""
    return replace(
        old,
        email=new.email or old.email,
        phone=new.phone or old.phone,
        name=new.name or old.name,
        company=new.company or old.company,
        fields={**old.fields, **new.fields},
    )
