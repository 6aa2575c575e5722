"""A reply while a model is still writing it: shown sentence by sentence, each proven before, none taken back."""

import asyncio
import time

import pytest
from pydantic import SecretStr

from kit.money import Money
from language.calls import begin
from language.llm.engine import LlmEngine
from language.llm.means import Endpoint as Where
from language.llm.means import Limits
from language.llm.model import ChatModel
from language.port import Act
from language.values import money, name
from server.modelstub.app import ModelApp
from server.modelstub.asked import Asked
from server.modelstub.faults import Fault, Kind, Script
from server.modelstub.said import Said
from server.modelstub.serve import serving
from tests.language.model_bench import PACK, PROMPTS, VOICE, Templates, act, embedded_reading

PLANS: list[Act] = [
    act("price.one", item=name(f"Plan {place}"), price=money(Money(100000000 * place, "COP")), tax="más IVA")
    for place in range(1, 5)
]
HONEST = " ".join(f"El Plan {place} cuesta ${place}.000.000 más IVA." for place in range(1, 5))


async def _stream(
    text: str, fault: Fault | None = None, *, pace_s: float = 0.0, call_s: float = 5.0
) -> tuple[list[str], list[float], str]:
    """The sentences, when each was shown (seconds), and the templates' wording. ``text`` is what the model says."""
    app = ModelApp(lambda asked, chance: Said(text), Script([fault] if fault else []), pace_s=pace_s)
    fallback = Templates(embedded_reading())
    async with serving(app) as url:
        model = ChatModel(Where("small", url, SecretStr("k")), Limits(call_s, call_s, retries=1))
        engine = LlmEngine(PACK, fallback, PROMPTS, model)
        turn, shown, times = begin("t", "c"), list[str](), list[float]()
        began = time.perf_counter()
        async for piece in engine.stream(PLANS, VOICE):
            shown.append(piece)
            times.append(time.perf_counter() - began)
        await model.close()
    assert len(turn.made) == 1
    return shown, times, await fallback.write(PLANS, VOICE)


@pytest.mark.parametrize("after", range(1, 14, 3))
async def test_a_stream_that_breaks_off_is_gone_on_with_by_the_templates(after: int) -> None:
    shown, _, reference = await _stream(HONEST, Fault("dropped", after=after))
    text = "".join(shown)
    for place in range(1, 5):
        assert text.count(f"${place}.000.000") == 1
    assert text.endswith("Plan 4 cuesta $4.000.000 más IVA.")
    assert text == reference or text.startswith("El Plan 1 cuesta $1.000.000 más IVA.")


FAULTS: list[Kind] = ["silent", "http", "half_json", "wrong_schema", "empty", "other_language", "page", "refusal"]


@pytest.mark.parametrize("kind", FAULTS)
async def test_whatever_goes_wrong_before_the_first_sentence_the_templates_say_it_all(kind: Kind) -> None:
    shown, _, reference = await _stream(HONEST, Fault(kind, times=3, after=0), call_s=0.6)
    assert "".join(shown) == reference


async def test_a_reply_of_a_hundred_kilobytes_is_not_read_to_its_end() -> None:
    shown, times, _ = await _stream(HONEST, Fault("huge"), pace_s=0.001)
    assert "".join(shown) == HONEST
    assert times[-1] < 5.0


async def test_a_slow_drip_ends_with_the_calls_time_and_what_was_shown_stays() -> None:
    shown, times, _ = await _stream(HONEST, Fault("drip", seconds=0.06), call_s=0.7)
    text = "".join(shown)
    assert text.startswith("El Plan 1 cuesta $1.000.000 más IVA.")
    assert text.endswith("Plan 4 cuesta $4.000.000 más IVA.")
    assert times[-1] < 3.0


async def test_a_lie_in_the_middle_is_never_shown_and_what_follows_comes_from_the_templates() -> None:
    lie = HONEST.replace("$3.000.000", "$300.000")
    shown, _, _ = await _stream(lie)
    assert "".join(shown) == (
        "El Plan 1 cuesta $1.000.000 más IVA. El Plan 2 cuesta $2.000.000 más IVA. "
        "Plan 3 cuesta $3.000.000 más IVA. Plan 4 cuesta $4.000.000 más IVA."
    )


async def test_a_model_that_calls_tools_nobody_offered_calls_nothing() -> None:
    def calls(asked: Asked, chance: object) -> Said:
        return Said("", tool_calls=[{"name": "refund_payment", "arguments": {"amount": 1}}])

    fallback = Templates(embedded_reading())
    async with serving(ModelApp(calls)) as url:
        model = ChatModel(Where("small", url, SecretStr("k")), Limits(2.0, 2.0))
        begin("t", "c")
        said = [piece async for piece in LlmEngine(PACK, fallback, PROMPTS, model).stream(PLANS, VOICE)]
        await model.close()
    assert "".join(said) == await fallback.write(PLANS, VOICE)


async def test_who_stops_listening_leaves_no_connection_behind() -> None:
    app = ModelApp(lambda asked, chance: Said(HONEST), pace_s=0.01)
    async with serving(app) as url:
        model = ChatModel(Where("small", url, SecretStr("k")), Limits(5.0, 5.0))
        turn = begin("t", "c")
        stream = LlmEngine(PACK, Templates(embedded_reading()), PROMPTS, model).stream(PLANS, VOICE)
        await anext(aiter(stream))
        await stream.aclose()  # type: ignore[attr-defined]  # it is a generator
        await asyncio.sleep(0)
        await model.close()
    assert turn.made[0]["error"] == "abandoned"
