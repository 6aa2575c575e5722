"""Brings signed webhooks to a callback at a steady rate, from a process of its own, and times each acknowledgement.

Run as ``python -m evals.webhooks.load CALLBACK SECRET LINE UNIQUE REPEATED RATE``; one JSON object on stdout. A time
begins when the webhook was due, so that one that had to wait for its turn counts in full.
"""

import asyncio
import random
import sys
import time

import httpx
import orjson

from server.cli.run import run
from tools.channels.whatsapp.signature import sign

CUSTOMERS = 400
SENDERS = 50
NOW = 1_795_442_400


def webhook(line: str, number: int) -> bytes:
    """Message ``number`` of one of the customers, as Meta writes it."""
    sender = f"52144255{number % CUSTOMERS:05d}"
    message = {"from": sender, "id": f"wamid.{number}", "timestamp": str(NOW + number), "type": "text",
               "text": {"body": f"¿Tienen balatas para Jetta {1990 + number % 35}?"}}  # fmt: skip
    value = {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "+52", "phone_number_id": line},
             "contacts": [{"profile": {"name": "Ana"}, "wa_id": sender}], "messages": [message]}  # fmt: skip
    return orjson.dumps({"object": "whatsapp_business_account",
                         "entry": [{"id": "9001", "changes": [{"field": "messages", "value": value}]}]})  # fmt: skip


def order(unique: int, repeated: int) -> list[int]:
    """Which message each webhook has: all of them, and some again soon after."""
    chance = random.Random(7)
    again = sorted(chance.sample(range(unique), repeated))
    return sorted([*range(unique), *again], key=lambda number: number + chance.random() * 50)


def posts(secret: str, line: str, numbers: list[int]) -> list[tuple[bytes, dict[str, str]]]:
    """Bodies with their headers, written before the clock starts: making them is not what is measured."""
    bodies = [webhook(line, number) for number in numbers]
    return [(body, {"X-Hub-Signature-256": sign(body, secret), "Content-Type": "application/json"}) for body in bodies]


async def bring(callback: str, told: list[tuple[bytes, dict[str, str]]], rate: float) -> dict[str, object]:
    """Each sender has a connection of its own: a pool that many wait for looks through all of them at every answer."""
    took: list[float] = []
    refused: list[int] = []
    waiting = iter(enumerate(told))
    began = time.perf_counter() + 0.5

    async def send() -> None:
        async with httpx.AsyncClient(timeout=60, verify=False) as client:
            for place, (body, headers) in waiting:
                due = began + place / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                answer = await client.post(callback, content=body, headers=headers)
                took.append((time.perf_counter() - due) * 1000)
                if answer.status_code != 200:
                    refused.append(answer.status_code)

    await asyncio.gather(*[send() for _ in range(SENDERS)])
    return {"ms": took, "refused": len(refused), "seconds": time.perf_counter() - began}


def main() -> None:
    callback, secret, line, unique, repeated, rate = sys.argv[1:]
    told = posts(secret, line, order(int(unique), int(repeated)))
    found = run(bring(callback, told, float(rate)))
    sys.stdout.buffer.write(orjson.dumps(found))


if __name__ == "__main__":
    main()
