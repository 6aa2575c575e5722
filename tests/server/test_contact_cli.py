"""``parley contact``: what can be wrong is said in one line."""

import pytest
from typer.testing import CliRunner

from kit.errors import InvalidInputError
from server.cli.app import app
from server.cli.contact import _uuid


def test_the_command_says_what_it_does() -> None:
    said = CliRunner().invoke(app, ["contact", "--help"]).output
    for name in ("show", "merge", "unmerge"):
        assert name in said


def test_an_id_that_is_none_is_told_with_what_was_expected() -> None:
    with pytest.raises(InvalidInputError, match="'x': expected an id such as"):
        _uuid("x")
