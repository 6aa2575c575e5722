"""Parks conversations as files: ``python -m tests.checkpoints.park``, once for each new state version.

A file is what stood in the row of ``checkpoints`` when a customer of that version went to lunch. It is written once
and never again: what was parked then must be loaded as it was parked then.
"""

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from agents.state import STATE_VERSION
from commerce.packs.load import load
from graphs.inbox import Opening
from kit.clock import StillClock
from kit.ids import SeededIds
from kit.settings import ROOT, Settings
from server.wiring import House, open_house
from tests.houses import MONDAY

FOLDER = Path(__file__).parent
TENANT = "colombiatic"
BEGINNING = [
    "Hola, necesito que mis pacientes agenden citas por WhatsApp",
    "¿Cuánto cuesta el chatbot profesional?",
    "Quiero agendar una reunión",
]
CONVERSATIONS = {
    "open_question": [*BEGINNING, "El martes a las 10 de la mañana"],
    "pending_booking": [*BEGINNING, "El martes a las 10 de la mañana", "Ana Ruiz, ana@ruiz.co"],
}
"""What the customer wrote before the pause, by the name of the file."""


async def park(house: House, name: str) -> dict[str, Any]:
    """Plays the conversation; the newest row of its checkpoints, with what led there."""
    conversation = (await house.inbox.start(TENANT, Opening())).conversation
    for number, line in enumerate(CONVERSATIONS[name], 1):
        await house.inbox.receive(TENANT, conversation, f"m{number}", line)
    async with house.store.unit(TENANT) as unit:
        row = await unit.row("SELECT turn_seq, version, state FROM checkpoints ORDER BY turn_seq DESC LIMIT 1")
    assert row is not None
    return {"customer": CONVERSATIONS[name], **row}


async def main() -> None:
    for name in CONVERSATIONS:
        path = FOLDER / f"v{STATE_VERSION}_{name}.json"
        if path.exists():
            print(f"{path.name} is there already and stays as it is.")  # noqa: T201
            continue
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(data_dir=Path(folder), packs_dir=ROOT / "packs")
            async with open_house(settings, clock=StillClock(MONDAY), ids=SeededIds(name), only=[]) as house:
                await house.admit(load(settings.packs_dir, TENANT))
                parked = await park(house, name)
        path.write_text(json.dumps(parked, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{path.name} is written.")  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
