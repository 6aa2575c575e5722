"""``parley whatsapp-sim``: WhatsApp on this computer, with no account."""

from typing import Annotated

import typer

from kit.settings import settings

DEFAULTS = {"app_secret": "simulated-secret", "verify_token": "simulated-verify", "access_token": "simulated-token"}
ACCOUNT = "100000000000001"


def whatsapp_sim(
    tenant: Annotated[str, typer.Option(help="The business whose numbers are simulated.")],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8331,
    callback: Annotated[str | None, typer.Option(help="Where webhooks go; else to the server of the settings.")] = None,
    app_secret: Annotated[str, typer.Option(help="Signs the webhooks.")] = DEFAULTS["app_secret"],
    verify_token: Annotated[str, typer.Option(help="For the handshake.")] = DEFAULTS["verify_token"],
    access_token: Annotated[str, typer.Option(help="What requests have to carry.")] = DEFAULTS["access_token"],
) -> None:
    """Plays Meta and a customer's telephone: a page to write on, signed webhooks, the Cloud API to answer to."""
    import uvicorn

    from commerce.packs.load import load
    from kit.clock import SystemClock
    from server.cli.serve import check_free
    from server.whatsappsim.app import create_sim
    from server.whatsappsim.world import Numbers
    from server.wiring import cache_of

    chosen = settings()
    check_free(chosen.model_copy(update={"host": host, "port": port}))
    pack = load(chosen.packs_dir, tenant, cache_of(chosen))
    lines = {each.phone_number_id: _shown(each.display, each.branch) for each in pack.file.channels.whatsapp.numbers}
    to = callback or f"http://{chosen.host}:{chosen.port}/api/chat/webhook"
    numbers = Numbers(ACCOUNT, lines, app_secret, access_token, verify_token)
    typer.echo(f"The telephone: http://{host}:{port}/")
    typer.echo(f"Webhooks go to {to}")
    typer.echo("The server needs, before it starts:")
    typer.echo(f"  export PARLEY_WHATSAPP_BASE_URL=http://{host}:{port}")
    keys = f"--set app_secret={app_secret} --set verify_token={verify_token} --set access_token={access_token}"
    typer.echo(f"  parley connect whatsapp --tenant {tenant} {keys} --set waba_id={ACCOUNT}")
    uvicorn.run(create_sim(numbers, to, SystemClock()), host=host, port=port, log_level="warning")


def _shown(display: str, branch: str | None) -> str:
    return f"{display} · {branch}" if branch else display
