"""``parley eval replies``: whether a yes is a yes."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from kit.settings import settings

if TYPE_CHECKING:
    from evals.replies.fit import Held

NOW = "2026-11-23T09:00:00-05:00"


def replies(
    tenant: Annotated[str, typer.Option(help="The pack whose engine reads.")] = "colombiatic",
    name: Annotated[
        str, typer.Option("--set", help="The labelled set: dev, blind_a to blind_e, open, open_more or open_apart.")
    ] = "dev",
    misses: Annotated[int, typer.Option(min=0, help="Print so many that were taken for something else.")] = 0,
) -> None:
    """Reads the labelled replies to a waiting action, and counts false approvals and approvals taken."""
    from commerce.packs.load import load
    from evals.replies.grade import figures, read_all, read_set
    from server.cli.run import run
    from server.language import engine_for
    from server.wiring import cache_of

    pack = load(settings().packs_dir, tenant, cache_of(settings()))
    engine = engine_for(pack, settings())
    rows = [row for language in pack.file.languages for row in read_set(name, language)]
    read = run(read_all(engine, rows, NOW, pack.file.timezone))
    wrong = [each for each in read if each.found != each.row.reply]
    for each in sorted(wrong, key=lambda each: each.found != "approve")[:misses]:
        sys.stderr.write(f"{each.row.reply:8} read as {each.found!s:8} {each.row.text}\n")
    sys.stdout.write(orjson.dumps(figures(read), option=orjson.OPT_INDENT_2).decode() + "\n")


def fit_replies(
    tenant: Annotated[str, typer.Option(help="The pack whose engine reads.")] = "colombiatic",
) -> None:
    """Learns what a yes in open words is from all sets but the one put away; shows what carries over to each."""
    from commerce.packs.load import load
    from evals.replies.fit import STRANGE, case_of, fit_all, strangers, write
    from evals.replies.grade import PUT_AWAY, context_of, read_set, sets
    from graphs.vocabulary import language_pack
    from language.embedded.encoder import encoder_here
    from language.embedded.engine import EmbeddedEngine
    from server.wiring import cache_of

    pack = load(settings().packs_dir, tenant, cache_of(settings()))
    known = language_pack(pack)
    engine = EmbeddedEngine.build(known, settings().data_dir / "cache")
    names = sorted(set(sets()) - {PUT_AWAY})
    labelled = {name: [row for language in pack.file.languages for row in read_set(name, language)] for name in names}
    examples = {
        name: [text for texts in spec.examples.values() for text in texts] for name, spec in known.intents.items()
    }
    cases = [
        case
        for name, rows in {**labelled, STRANGE: list(strangers(examples))}.items()
        for row in rows
        for case in [case_of(engine, name, row, context_of(row, NOW, pack.file.timezone))]
    ]
    encoder = encoder_here()
    for knowing in (None, encoder) if encoder.semantic else (None,):
        agreement, table = fit_all(cases, knowing)
        write(agreement)
        sys.stdout.write(_table(agreement.knows or "words alone", agreement.line, table))


def _table(title: str, line: float, table: Mapping[str, "Held"]) -> str:
    head = f"{title}, line {line:.2f}\n{'held out':16}     n   yes  rules false   learnt false\n"
    rows = [
        f"{name:16} {held.n:5} {held.yes:5} {held.taken_by_rules / held.yes:6.3f} {held.false_by_rules:5} "
        f"{held.taken / held.yes:8.3f} {held.false:5}\n"
        for name, held in table.items()
    ]
    return "".join([head, *rows])
