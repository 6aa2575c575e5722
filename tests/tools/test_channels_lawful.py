"""Whatever is to be said, to whomever and whenever: nothing unlawful leaves by any channel."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce.sends.purpose import purpose_of
from server.whatsappsim.judge import judge
from tests.contracts.carriers import ACCOUNT, TOKEN
from tests.tools.test_channels_render import PLANS
from tools.channels.email.channel import MailChannel
from tools.channels.port import Channel, Content
from tools.channels.render.email import SCHEMES, TAGS
from tools.channels.render.lawful import Standing, decide
from tools.channels.render.plan import Plan, choices_of
from tools.channels.render.segments import GSM7, TWICE, plainer, segments
from tools.channels.render.sms import LIMIT, STOP, picked, render_sms
from tools.channels.twilio.channel import TwilioChannel
from tools.channels.twilio.credentials import Credentials
from tools.channels.whatsapp.address import addressed
from tools.channels.whatsapp.channel import WhatsAppChannel
from tools.channels.whatsapp.graph import Graph
from tools.email.memory import MemoryMail

CLIENT = httpx.AsyncClient()
KEYS = Credentials.of({"account_sid": ACCOUNT, "auth_token": TOKEN})
CHANNELS: dict[str, Channel] = {
    "whatsapp": WhatsAppChannel(Graph(CLIENT, "http://meta.test", "v23.0", "t")),
    "sms": TwilioChannel(CLIENT, "http://twilio.test", KEYS, None),
    "email": MailChannel(MemoryMail(), "Shop", "secret"),
}
AT = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=ZoneInfo("UTC")))
STANDINGS = st.builds(
    Standing, st.sampled_from(sorted(CHANNELS)), AT, st.sampled_from(["America/Bogota", "America/Mexico_City", "UTC"]),
    st.none() | AT, st.frozensets(st.sampled_from(["all", "marketing"])),
)  # fmt: skip


@given(PLANS, STANDINGS)
@settings(max_examples=500, deadline=None)
def test_nothing_unlawful_leaves_by_any_channel(plan: Plan, standing: Standing) -> None:
    if decide(plan.purpose, standing).kind != "send":
        return
    hour = standing.now.astimezone(ZoneInfo(standing.timezone)).hour
    assert plan.purpose == "reply" or ("all" not in standing.refused and 8 <= hour < 21)
    assert plan.purpose != "marketing" or "marketing" not in standing.refused
    assert standing.channel != "whatsapp" or (standing.window_until and standing.now < standing.window_until)
    contents = CHANNELS[standing.channel].render(plan)
    assert [content for content in contents if not _lawful(standing.channel, content)] == []
    if standing.channel == "sms" and plan.purpose == "marketing":
        assert contents[-1]["text"].endswith(STOP[plan.language])


def _lawful(channel: str, content: Content) -> bool:
    match channel:
        case "whatsapp":
            return judge(addressed(content, "5214425550100", None, "id")) is None
        case "sms":
            return 0 < len(content["text"].encode("utf-16-le", "surrogatepass")) // 2 <= LIMIT
        case _:
            clean = nh3.clean(content["html"], tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES)
            return bool(clean == content["html"])


@given(PLANS)
@settings(max_examples=200, deadline=None)
def test_the_number_under_which_something_is_offered_picks_it(plan: Plan) -> None:
    offered = [choice for block in plan.blocks for choice in choices_of(block)]
    said = "\n".join(render_sms(plan))
    for number, choice in enumerate(offered, 1):
        assert picked(f" {number}. ", list(plan.blocks)) == choice
        assert f"{number}. " in said
    assert picked(str(len(offered) + 1), list(plan.blocks)) is None
    assert picked("quiero 1", list(plan.blocks)) is None


@pytest.mark.parametrize(
    ("text", "encoding", "count"),
    [
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 306, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 3),
        ("ñ¿¡é", "GSM-7", 1),
        ("á" * 70, "UCS-2", 1),
        ("á" * 71, "UCS-2", 2),
        ("👍" * 35, "UCS-2", 1),
        ("👍" * 36, "UCS-2", 2),
        ("", "GSM-7", 1),
    ],
)
def test_segments_are_counted_as_carriers_charge_them(text: str, encoding: str, count: int) -> None:
    found = segments(text)
    assert (found.encoding, found.count) == (encoding, count)


def test_typographers_signs_do_not_halve_a_segment() -> None:
    assert plainer("«Sí»… “no” – ¿qué?\u00a0·") == '"Sí"... "no" - ¿qué? -'
    assert all(letter in GSM7 or letter in TWICE for letter in plainer("“a” – ‘b’ … c"))


@pytest.mark.parametrize(
    ("inbound", "purpose"),
    [
        ([], "reply"),
        ([{"message_type": "text", "event": None}], "reply"),
        ([{"message_type": "event", "event": "payment"}], "reply"),
        ([{"message_type": "event", "event": "order_moved"}], "service"),
        ([{"message_type": "event", "event": "due"}], "marketing"),
        ([{"message_type": "event", "event": "order_moved"}, {"message_type": "event", "event": "due"}], "marketing"),
        ([{"message_type": "event", "event": "due"}, {"message_type": "text", "event": None}], "reply"),
    ],
)
def test_what_a_message_is_for_is_told_by_what_it_answers(inbound: list[dict[str, Any]], purpose: str) -> None:
    assert purpose_of(inbound) == purpose


def test_what_waits_for_the_morning_may_go_then() -> None:
    night = datetime.fromisoformat("2026-11-24T04:00:00+00:00")
    standing = Standing("email", night, "America/Mexico_City")
    until = decide("service", standing).until
    assert until == datetime.fromisoformat("2026-11-24T14:00:00+00:00")
    assert decide("service", Standing("email", until + timedelta(seconds=1), "America/Mexico_City")).kind == "send"
