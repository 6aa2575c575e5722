"""What can be different when a turn is run again."""

from dataclasses import replace
from typing import Any

from commerce.packs.prices import PriceList
from commerce.revisions import repository as revisions
from kit.settings import ROOT
from tests.server.browsers import TENANT, Site


async def test_a_turn_is_run_again_with_another_price_list_and_another_revision(site: Site) -> None:
    eva = await site.agent("eva@example.com", "supervisor")
    talk = await site.talk("¿cuánto cuesta el chatbot profesional?")
    there = site.house.tenant(TENANT)
    half = PriceList.model_validate({"id": "half", "name": {"es": "Mitad", "en": "Half"}, "off_bp": 5000})
    pricing = there.pack.catalogue.pricing.model_copy(update={"lists": [half]})
    catalogue = there.pack.catalogue.model_copy(update={"pricing": pricing})
    site.house.tenants[TENANT] = replace(there, pack=there.pack.model_copy(update={"catalogue": catalogue}))
    dearer = (ROOT / "packs" / TENANT / "catalogue.yaml").read_text(encoding="utf-8").replace('"5900000"', '"6100000"')
    async with site.house.store.unit(TENANT) as unit:
        number = await revisions.add(unit, {"catalogue.yaml": dearer}, "dearer", "eva", site.house.clock.now())

    async def reply(**change: Any) -> str:
        return str(
            (await eva.post(f"/conversations/{talk}/turns/1/replay", engine="embedded", **change)).json()["reply"]
        )

    assert "$5.900.000" in await reply()
    assert "$2.950.000" in await reply(price_list="half")
    assert "$6.100.000" in await reply(revision=number)
    assert "$5.900.000" in await reply(revision=0)


async def test_what_a_turn_cannot_be_run_again_with_is_refused_by_name(site: Site) -> None:
    eva = await site.agent("eva@example.com", "supervisor")
    again = f"/conversations/{await site.talk('¿cuánto cuesta?')}/turns/1/replay"
    refused: list[tuple[dict[str, Any], int, str]] = [
        ({"price_list": "none"}, 422, "price list 'none'"),
        ({"revision": 99}, 404, "revision 99"),
        ({"prompts": {"composer": "Sé breve."}}, 422, "prompts"),
    ]
    for change, status, named in refused:
        answer = await eva.post(again, **change)
        assert (answer.status_code, named in answer.text) == (status, True), answer.text
