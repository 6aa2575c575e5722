"""``parley model-stub``: an OpenAI-compatible server without a model, for offline demos and for breaking things."""

from pathlib import Path
from typing import Annotated, Literal

import typer


def model_stub(
    mode: Annotated[
        Literal["honest", "adversarial"],
        typer.Option(help="honest words acts decently; adversarial answers with well-formed lies."),
    ] = "honest",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8399,
    script: Annotated[Path | None, typer.Option(help="A YAML list of faults, spoilt in their order.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed and request get the same answer.")] = 1,
    pace_ms: Annotated[int, typer.Option(min=0, help="Milliseconds before each piece of a stream.")] = 0,
) -> None:
    """Serves /v1/chat/completions on this machine until it is stopped."""
    from server.modelstub.adversary import adversarial
    from server.modelstub.app import ModelApp
    from server.modelstub.faults import read_faults
    from server.modelstub.honest import honest
    from server.modelstub.serve import HOST, listening_on, serve_alone

    answer = honest if mode == "honest" else adversarial
    app = ModelApp(answer, read_faults(script) if script else None, seed=seed, pace_s=pace_ms / 1000)
    listening = listening_on(port)
    typer.echo(f"A stand-in for a model, {mode}. In another terminal:")
    typer.echo(f"  PARLEY_ENGINE=llm OPENAI_BASE_URL=http://{HOST}:{port}/v1 parley chat --tenant roofing")
    serve_alone(app, listening)
