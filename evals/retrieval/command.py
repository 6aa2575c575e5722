"""``parley eval retrieval``: the shipped search on a set in the BEIR layout."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import orjson
import typer

from kit.settings import settings

if TYPE_CHECKING:
    from evals.retrieval.grade import Ranked


def retrieval(
    corpus: Annotated[Path, typer.Option(help="JSON lines: _id, title, text.")],
    queries: Annotated[Path, typer.Option(help="JSON lines: _id, text.")],
    qrels: Annotated[Path, typer.Option(help="Columns by tabs: query-id, corpus-id, score.")],
    language: Annotated[str, typer.Option("--language", help="Of documents and questions, as in es.")] = "en",
    index: Annotated[Literal["pgvector", "memory"], typer.Option(help="Where the documents are indexed.")] = "pgvector",
    words: Annotated[bool, typer.Option("--words", help="Compare words alone, without the encoder.")] = False,
    misses: Annotated[int, typer.Option("--misses", min=0, help="How many wrongly answered questions to print.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")] = False,
) -> None:
    """Indexes the documents, asks every question and counts how high the documents that answer come."""
    from evals.retrieval.grade import summary
    from evals.retrieval.play import play
    from evals.retrieval.rows import read_set
    from language.embedded.encoder import encoder_here
    from language.embedded.encoder.hashing import HashingEncoder
    from server.cli.run import run

    asked = read_set(corpus, queries, qrels)
    encoder = HashingEncoder() if words else encoder_here()
    ranked = run(play(settings(), asked, language, index, encoder, _say))
    sys.stdout.write(orjson.dumps(summary(ranked), option=0 if as_json else orjson.OPT_INDENT_2).decode() + "\n")
    for line in [] if as_json else _missed(ranked, misses):
        sys.stdout.write(line + "\n")


def _missed(ranked: "list[Ranked]", most: int) -> list[str]:
    wrong = [each for each in ranked if each.rank != 1][:most]
    return [
        f"{each.question!r}: rank {each.rank}, {' '.join(each.documents[:3])} before {' '.join(each.relevant)}"
        for each in wrong
    ]


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
