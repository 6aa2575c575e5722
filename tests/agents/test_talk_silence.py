"""Silence is a turn too: what stands open comes back once, and then the conversation ends by itself."""

from dataclasses import replace

from commerce.consents.repository import EVERYWHERE, keep
from commerce.conversations.ownership import release, take_over
from commerce.packs.process import OnTimeout
from tests.agents.talk import Talk, Talks, kinds


def _falls_back(talk: Talk, stage: str, to: str) -> None:
    """The tenant's pack with a stage that is left for another when its time is out."""
    tenant = talk.house.tenants[talk.tenant]
    stages = tenant.pack.pipeline.stages
    limited = stages[stage].model_copy(update={"on_timeout": OnTimeout(to=to)})
    pipeline = tenant.pack.pipeline.model_copy(update={"stages": {**stages, stage: limited}})
    pack = tenant.pack.model_copy(update={"pipeline": pipeline})
    talk.house.tenants[talk.tenant] = replace(tenant, pack=pack)


async def test_a_confirmation_that_nobody_answers_comes_back_once(talks: Talks) -> None:
    talk = await talks()
    before = await talk.to_the_confirmation()
    [turn] = await talk.silence(minutes=9)
    assert kinds(turn) == {"remind", "resume"}
    assert turn["pending"] == before["pending"]
    assert turn["reply"].count("?") == 1
    assert (turn["verdict"], turn["stage"]) == ("proven", "scheduling")
    assert await talk.silence(minutes=20) == []
    assert (await talk.say("sí, confirmo"))["stage"] == "closing"
    assert len(await talk.booked()) == 1


async def test_who_writes_in_time_is_not_reminded(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    assert await talk.silence(minutes=7) == []
    await talk.say("espera un momento")
    assert await talk.silence(minutes=7) == []


async def test_a_time_out_moves_the_conversation_to_the_stage_that_the_pack_names(talks: Talks) -> None:
    talk = await talks()
    _falls_back(talk, "scheduling", "quote")
    await talk.say("quiero agendar una demo el miércoles")
    [turn] = await talk.silence(minutes=9)
    assert (turn["stage"], turn["reply"]) == ("quote", "")
    assert [entry["why"] for entry in talk.state["stage_history"]] == ["turn", "timeout"]
    [row] = await talk.rows("SELECT current_stage FROM conversation_states WHERE session_id = %s", talk.conversation)
    assert row["current_stage"] == "quote"


async def test_a_silence_that_lasts_ends_the_conversation_and_says_nothing(talks: Talks) -> None:
    talk = await talks()
    await talk.say("¿a qué hora atienden?")
    turns = await talk.silence(hours=3)
    assert [turn["reply"] for turn in turns] == [""]
    assert talk.state.get("due") is None
    assert await talk.silence(days=5) == []


async def test_the_question_survives_the_silence_and_can_still_be_answered(talks: Talks) -> None:
    talk = await talks()
    await talk.say("quiero agendar una demo el miércoles")
    await talk.silence(hours=3)
    assert talk.asked == "slot"
    await talk.say("a las 3 de la tarde")
    assert talk.state["slots"]["book"]["chosen"]["starts_at"].startswith("2026-11-25T15:00")


async def test_who_does_not_want_to_be_written_to_is_not_reminded(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    async with talk.house.store.unit(talk.tenant) as unit:
        now = talk.house.clock.now()
        await keep(unit, talk.contact, EVERYWHERE, "all", allowed=False, source="words", at=now)
    turns = await talk.silence(minutes=9)
    assert [turn["reply"] for turn in turns] == [""]


async def test_a_person_who_takes_over_stops_what_was_to_fall_due(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    async with talk.house.store.unit(talk.tenant) as unit:
        await take_over(unit, talk.conversation, "natalia", talk.house.clock.now())
        await release(unit, talk.conversation, "natalia", talk.house.clock.now())
    assert await talk.silence(hours=5) == []


async def test_silences_do_not_count_as_misunderstandings(talks: Talks) -> None:
    talk = await talks()
    await talk.play("quiero agendar una demo el miércoles", "asdf qwer zxcv")
    before = talk.state["misunderstood"]
    await talk.silence(hours=3)
    assert talk.state["misunderstood"] == before
