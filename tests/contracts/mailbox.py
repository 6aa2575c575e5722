"""An IMAP server for tests, on this machine: one folder, read as RFC 3501 and 9051 have it."""

import asyncio
import re

PASSWORD = "mailbox-1"


class Mailbox:
    """``mails`` by UID. ``validity`` changes when the server numbers anew."""

    def __init__(self) -> None:
        self.mails: dict[int, bytes] = {}
        self.validity = 7
        self.following = 1
        self.asked: list[str] = []
        self._server: asyncio.Server | None = None

    def put(self, mail: bytes) -> int:
        self.mails[self.following] = mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        self.following += 1
        return self.following - 1

    def renumber(self) -> None:
        self.validity += 1
        self.mails = dict(enumerate(self.mails.values(), 1))
        self.following = len(self.mails) + 1

    async def open(self) -> int:
        """Listens on a free port of this machine, and says which."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK ready\r\n")
        while line := (await reader.readline()).decode().strip():
            tag, _, command = line.partition(" ")
            self.asked.append(command)
            writer.write(self._answer(command) + f"{tag} {self._outcome(command)}\r\n".encode())
            await writer.drain()
            if command.upper() == "LOGOUT":
                break
        writer.close()

    def _outcome(self, command: str) -> str:
        verb = command.upper()
        if verb.startswith("LOGIN"):
            return "OK in" if PASSWORD in command else "NO [AUTHENTICATIONFAILED] wrong password"
        if verb.startswith(("SELECT", "EXAMINE")) and '"INBOX"' not in command:
            return "NO no such folder"
        return "OK [READ-ONLY] done" if verb.startswith("EXAMINE") else "OK done"

    def _answer(self, command: str) -> bytes:
        verb = command.upper()
        if verb == "CAPABILITY":
            return b"* CAPABILITY IMAP4rev1\r\n"
        if verb.startswith("EXAMINE"):
            told = f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] v\r\n"
            return f"{told}* OK [UIDNEXT {self.following}] n\r\n".encode()
        if verb.startswith("UID SEARCH"):
            return f"* SEARCH {' '.join(map(str, self._matching(verb)))}\r\n".encode()
        if found := re.fullmatch(r"UID FETCH (\d+) \((.*)\)", verb):
            return self._fetched(int(found[1]), found[2])
        return b""

    def _matching(self, verb: str) -> list[int]:
        """``n:*`` always has the last one too, as real servers answer it."""
        found = re.search(r"UID (\d+):\*", verb)
        if not found:
            return sorted(self.mails)
        return sorted({uid for uid in self.mails if uid >= int(found[1])} | set(list(self.mails)[-1:]))

    def _fetched(self, uid: int, what: str) -> bytes:
        mail = self.mails[uid]
        if "RFC822.SIZE" in what:
            return f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(mail)})\r\n".encode()
        return f"* {uid} FETCH (UID {uid} BODY[] {{{len(mail)}}}\r\n".encode() + mail + b")\r\n"
