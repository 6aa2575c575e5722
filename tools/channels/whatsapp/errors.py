"""What to do about an error of the Cloud API. Its code decides; the HTTP status does only where there is no code."""

from tools.channels.remedy import Remedy

_BY_CODE: dict[int, Remedy] = {
    **dict.fromkeys((4, 80007, 130429, 131056, 131057, 133016), Remedy.SLOW_DOWN),
    **dict.fromkeys((1, 2, 131000, 131016, 133004, 135000), Remedy.AGAIN),
    **dict.fromkeys((131052, 131053, 132000, 132001, 132008, 132012), Remedy.REPAIR),
    131047: Remedy.WINDOW_CLOSED,
    **dict.fromkeys((131049, 131050, 131063), Remedy.NO_MARKETING),
    **dict.fromkeys((130472, 131026, 131030, 131062), Remedy.UNREACHABLE),
    **dict.fromkeys((33, 100, 131008, 131009, 131021, 131045, 131051, 132005, 132007, 133010), Remedy.OURS),
    **dict.fromkeys((0, 3, 10, 190, 131005), Remedy.STOP),
    **dict.fromkeys((368, 131031, 130497), Remedy.STOP),
    **dict.fromkeys((131037, 131042, 131048, 131064, 132015, 132016), Remedy.STOP),
}
_PERMISSIONS = range(200, 300)


def remedy_of(code: int | None, http: int = 400) -> Remedy:
    """The remedy for a code, or for the HTTP status where the answer named none that is known."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    if code is not None and code in _PERMISSIONS:
        return Remedy.STOP
    if http == 429:
        return Remedy.SLOW_DOWN
    if http >= 500:
        return Remedy.AGAIN
    return Remedy.STOP if http in {401, 403} else Remedy.OURS
