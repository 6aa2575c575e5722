"""An SMTP server for tests, on this machine: it takes mail, refuses it, or hangs up."""

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

AUTH = "AUTH PLAIN"


class PostOffice:
    """``letters`` is what was taken. ``answers`` holds the reply to RCPT for a mailbox it does not take."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.logins: list[str] = []
        self.broken = False
        self._server: asyncio.Server | None = None

    async def open(self) -> int:
        """Listens on a free port of this machine, and says which."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 post office\r\n")
        while not self.broken and (line := (await reader.readline()).decode().strip()):
            if line.upper() == "DATA":
                writer.write(b"354 go on\r\n")
                self._take(await reader.readuntil(b"\r\n.\r\n"))
                writer.write(b"250 taken\r\n")
                continue
            writer.write(f"{self._answer(line)}\r\n".encode())
            if line.upper() == "QUIT":
                break
        writer.close()
        await writer.wait_closed()

    def _answer(self, line: str) -> str:
        verb = line.upper()
        if verb.startswith("EHLO"):
            return f"250-post office\r\n250 {AUTH}"
        if verb.startswith(AUTH):
            self.logins.append(line[len(AUTH) + 1 :])
            return "235 welcome"
        if verb.startswith("RCPT"):
            return self.answers.get(line.partition("<")[2].partition(">")[0], "250 ok")
        return "221 bye" if verb == "QUIT" else "250 ok"

    def _take(self, sent: bytes) -> None:
        letter = message_from_bytes(sent.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n."), policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
