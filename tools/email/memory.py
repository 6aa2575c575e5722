"""Mail that stays in the process, for tests and for installations without a mail service."""

from kit.ids import derived
from tools.email.port import Email, MailRefusedError
from tools.receipt import Receipt


class MemoryMail:
    """``sent`` is what left, in its order."""

    def __init__(self) -> None:
        self.sent: list[Email] = []
        self._receipts: dict[str, Receipt] = {}
        self._refused: set[str] = set()

    def refuse(self, address: str) -> None:
        """That mailbox does not exist."""
        self._refused.add(address)

    async def send(self, email: Email, key: str) -> Receipt:
        if email.to in self._refused:
            raise MailRefusedError(f"Mail to {email.to} was refused: there is no such mailbox.")
        if key not in self._receipts:
            self.sent.append(email)
            self._receipts[key] = Receipt(email.message_id or f"<{derived(key)}@memory.invalid>")
        return self._receipts[key]
