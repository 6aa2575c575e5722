"""Every setting can be found by the person who installs Parley."""

import re

import pytest
from pydantic import ValidationError

from kit.settings import ROOT, Settings

UNPREFIXED = {"database_url", "redis_url", "openai_api_key", "openai_base_url"}
OTHERS = {"otlp_endpoint": "OTEL_EXPORTER_OTLP_ENDPOINT"}
"""Settings that go by a name which other programs give them."""


def _names() -> set[str]:
    own = {name: name.upper() if name in UNPREFIXED else f"PARLEY_{name.upper()}" for name in Settings.model_fields}
    return set((own | OTHERS).values())


def test_every_setting_is_documented_in_the_example_and_nothing_else_is() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE)) == _names()


def test_a_setting_of_the_wrong_type_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="port"):
        Settings(port="eighty")


def test_a_rate_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValidationError, match="rate_limit"):
        Settings(rate_limit="a few")
