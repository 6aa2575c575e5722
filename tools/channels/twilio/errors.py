"""What to do about an error of Twilio's. Its code decides; the HTTP status does only where there is no code."""

from tools.channels.remedy import Remedy

_BY_CODE: dict[int, Remedy] = {
    **dict.fromkeys((14107, 20429, 21611, 30001, 30022, 63038), Remedy.SLOW_DOWN),
    **dict.fromkeys((20500, 20503, 30008, 30017, 30410), Remedy.AGAIN),
    21610: Remedy.OPTED_OUT,
    **dict.fromkeys((21211, 21214, 21217, 21265, 21266, 21408, 21612, 21614, 21635), Remedy.UNREACHABLE),
    **dict.fromkeys((30003, 30004, 30005, 30006, 30007), Remedy.UNREACHABLE),
    **dict.fromkeys((21602, 21604, 21605, 21617, 21619, 30019), Remedy.OURS),
    **dict.fromkeys((10001, 20003, 20005, 20008, 20404, 30002, 30010, 30034, 30035), Remedy.STOP),
    **dict.fromkeys((21603, 21606, 21608, 21659, 21660, 21661, 21703, 21704), Remedy.STOP),
}


def remedy_of(code: int | None, http: int = 400) -> Remedy:
    """The remedy for a code, or for the HTTP status where the answer named none that is known."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    if http == 429:
        return Remedy.SLOW_DOWN
    if http >= 500:
        return Remedy.AGAIN
    return Remedy.STOP if http in {401, 403} else Remedy.OURS
