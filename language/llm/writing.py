"""Asking the model to word acts: what it is shown."""

from collections.abc import Sequence

from language.llm.fence import fence
from language.llm.means import Asking
from language.llm.prompts import Prompts
from language.port import Act, Json, Voice
from language.values import render


def asking(prompts: Prompts, acts: Sequence[Act], voice: Voice, reference: str) -> Asking:
    """The acts with their values as text, and ``reference``: the same message as the templates word it."""
    sound = {name: voice[name] for name in ("language", "register", "channel")}
    told = [_told(act, voice) for act in acts]
    shown = [fence("voice", sound), fence("acts", told), fence("reference", reference)]
    return Asking("write", prompts.for_acts(acts), "\n".join(shown))


def _told(act: Act, voice: Voice) -> dict[str, Json]:
    values = render(act["values"], voice["locale"], voice["timezone"])
    return {"agent": act["agent"], "kind": act["kind"], "values": values}
