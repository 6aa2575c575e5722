"""An answer as a fault leaves it: what the model says wrong. What the connection does wrong is in ``app``."""

from dataclasses import replace

from server.modelstub.faults import Fault
from server.modelstub.said import Said

_HUGE = 100_000
_ELSEWHERE = "Vielen Dank für Ihre Nachricht, wir melden uns so schnell wie möglich bei Ihnen. "


def spoilt(said: Said, fault: Fault) -> Said:
    match fault.kind:
        case "wrong_schema":
            return replace(said, text='{"answer": "yes", "score": "high"}')
        case "half_json":
            return replace(said, text=said.text[: len(said.text) // 2])
        case "refusal":
            return Said("", refusal="I'm sorry, I can't help with that.")
        case "empty":
            return Said("")
        case "other_language":
            return Said(_ELSEWHERE)
        case "huge":
            return Said((said.text + " ") * (_HUGE // (len(said.text) + 1) + 1))
        case "cut_off":
            return replace(said, text=said.text[: len(said.text) // 2], finish="length")
    return said
