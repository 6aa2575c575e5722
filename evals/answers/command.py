"""``parley eval answers`` on a set or a suite, and ``parley eval fit-answers``, which learns the weights."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import orjson
import typer

from kit.errors import InvalidInputError

if TYPE_CHECKING:
    from evals.answers.ask import Told
    from evals.answers.sets import Asked, Document

Corpus = Annotated[Path | None, typer.Option(help="JSON lines: _id, title, text.")]
Queries = Annotated[Path | None, typer.Option(help="JSON lines: _id, text, answers (empty: unanswerable).")]
Qrels = Annotated[Path | None, typer.Option(help="Columns by tabs: query-id, corpus-id, score.")]
Size = Annotated[int, typer.Option(min=0, help="That many documents in a row are one article; 0: those of one title.")]
Half = Annotated[Literal["all", "even", "odd"], typer.Option(help="Only questions on every second article.")]


def answers(
    corpus: Corpus = None,
    queries: Queries = None,
    qrels: Qrels = None,
    strings: Annotated[Path | None, typer.Option("--answers", help="JSON lines: _id, answers.")] = None,
    suite: Annotated[str, typer.Option(help="A suite of evals/answers/data instead of a set.")] = "",
    language: Annotated[str, typer.Option("--language", help="Of documents and questions.")] = "en",
    without_article: Annotated[bool, typer.Option(help="Ask once more without the article that answers.")] = False,
    article_size: Size = 0,
    half: Half = "all",
    words: Annotated[bool, typer.Option("--words", help="Compare words alone, without the encoder.")] = False,
    misses: Annotated[int, typer.Option("--misses", min=0, help="How many wrong answers to print.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")] = False,
) -> None:
    """Asks every question; grades the answers, where they come from, and what is refused."""
    from evals.answers.ask import encoder_for
    from evals.answers.grade import grade, missed
    from evals.answers.sets import chosen, read_corpus, read_questions
    from evals.answers.suite import play_suite, read_suite
    from server.cli.run import run

    if suite:
        told = run(play_suite(read_suite(suite), encoder_for(words=words)))
    elif corpus and queries and qrels:
        documents = read_corpus(corpus, article_size)
        questions = chosen(read_questions(queries, qrels, strings), documents, half)
        told = run(_ask(documents, questions, language, without=without_article, words=words))
    else:
        raise InvalidInputError("Nothing to ask: expected --suite, or --corpus with --queries and --qrels.")
    sys.stdout.write(_text(grade(*told), as_json))
    for line in [] if as_json else missed(*told)[:misses]:
        sys.stdout.write(line + "\n")


def fit_answers(corpus: Corpus, queries: Queries, qrels: Qrels, article_size: Size = 0, half: Half = "even") -> None:
    """Learns what the features of an answer weigh and writes them where the engine reads them."""
    from evals.answers.ask import library_of
    from evals.answers.fit import Shelf, fit
    from evals.answers.sets import chosen, read_corpus, read_questions
    from language.embedded.encoder import encoder_here
    from server.cli.run import run

    if corpus is None or queries is None or qrels is None:
        raise InvalidInputError("Nothing to learn from: expected --corpus, --queries and --qrels.")
    documents = read_corpus(corpus, article_size)
    questions = chosen(read_questions(queries, qrels), documents, half)

    async def learn() -> dict[str, Any]:
        return await fit([Shelf(await library_of(documents, "en", encoder_here()), questions, "en")])

    sys.stdout.write(_text(run(learn()), as_json=False))


async def _ask(
    documents: "list[Document]", questions: "list[Asked]", language: str, *, without: bool, words: bool
) -> "tuple[list[Told], list[Told]]":
    from evals.answers.ask import ask_all, ask_without, encoder_for, library_of

    library = await library_of(documents, language, encoder_for(words=words))
    answerable = [each for each in questions if each.relevant]
    unanswerable = await ask_all(library, [each for each in questions if not each.relevant])
    asked = await ask_all(library, answerable)
    return asked, unanswerable + (await ask_without(library, answerable) if without else [])


def _text(found: dict[str, Any], as_json: bool) -> str:
    return orjson.dumps(found, option=0 if as_json else orjson.OPT_INDENT_2).decode() + "\n"
