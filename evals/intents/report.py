"""The report of ``parley eval intents`` as one HTML file without scripts: what was taken for what, and how surely."""

import html
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from evals.intents.grade import Read, bins
from evals.intents.run import Ran

WORST, EXAMPLES = 15, 4
THRESHOLDS = [step / 10 for step in range(10)]
NOTHING = "(nothing)"

_STYLE = """body{font:15px/1.5 system-ui;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
h2{margin-top:2.2rem}table{border-collapse:collapse;margin:.6rem 0}th,td{padding:.2rem .6rem;text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tr+tr td{border-top:1px solid #e3e7ee}
.grid{overflow-x:auto}.grid td{width:1.7rem;min-width:1.7rem;padding:.15rem;text-align:center;font-size:12px}
.grid td{border:1px solid #eef1f5}
.grid th{font-weight:400;font-size:12px;white-space:nowrap}
.grid thead th{writing-mode:vertical-rl;transform:rotate(180deg)}
.bar{height:.7rem;background:#3568d4;display:inline-block}.hint{color:#596274}li{margin:.1rem 0}
@media (prefers-color-scheme:dark){body{background:#12161d;color:#e5e9f0}tr+tr td,.grid td{border-color:#2a3240}
.hint{color:#9aa5b8}}"""


def page(ran: Ran) -> str:
    parts = [_figures(ran), _worst(ran), _coverage(ran), _calibration(ran), _matrix(ran)]
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>Intents: {html.escape(ran.title)}</title><style>{_STYLE}</style>"
        f"<h1>Intents: {html.escape(ran.title)}</h1>{''.join(parts)}</html>\n"
    )


def _figures(ran: Ran) -> str:
    told = [(name, "–" if value is None else str(value)) for name, value in ran.figures.items()]
    return _table(("", ""), told)


def _worst(ran: Ran) -> str:
    """Pairs of intents that were taken for each other most often, with the most confident examples."""
    wrong: dict[tuple[str, str], list[Read]] = defaultdict(list)
    for read in ran.reads:
        if (told := _told(ran, read)) != _meant(ran, read):
            wrong[_meant(ran, read), told].append(read)
    pairs = sorted(wrong.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:WORST]
    shown = "".join(
        f"<h3>{html.escape(meant)} read as {html.escape(told)}: {len(reads)}</h3><ul>{_examples(reads)}</ul>"
        for (meant, told), reads in pairs
    )
    return f"<h2>Worst confusions</h2>{_hint('The most confident mistakes of each pair come first.')}{shown}"


def _examples(reads: Iterable[Read]) -> str:
    surest = sorted(reads, key=lambda read: (-read.confidence, read.text))[:EXAMPLES]
    return "".join(
        f"<li>{html.escape(read.text)} <span class=hint>{html.escape(read.guess or NOTHING)} {read.confidence:.2f}"
        "</span></li>"
        for read in surest
    )


def _coverage(ran: Ran) -> str:
    """How much is answered at each threshold, and how much of that rightly."""
    heads = ("threshold", "answered", "right of those", "out of scope turned away")
    strange = [read for read in ran.reads if read.label == ran.oos]
    rows = []
    for threshold in sorted({*THRESHOLDS, ran.figures["threshold"]}):
        answered = [read for read in ran.reads if read.told(threshold)]
        away = _percent(read.told(threshold) is None for read in strange)
        mark = " ← in use" if threshold == ran.figures["threshold"] else ""
        share = _percent(bool(read.told(threshold)) for read in ran.reads)
        rows.append((f"{threshold:.2f}{mark}", share, _percent(read.right for read in answered), away))
    return f"<h2>Coverage at each threshold</h2>{_table(heads, rows)}"


def _calibration(ran: Ran) -> str:
    inside = [read for read in ran.reads if read.label != ran.oos]
    heads = ("confidence from", "messages", "mean confidence", "right", "")
    rows = [
        (f"{start:.1f}", str(len(each)), f"{sure:.2f}", f"{right:.2f}", _bar(right))
        for start, sure, right, each in bins(inside)
    ]
    hint = _hint("Of messages in scope. A confidence of .8 should be right 8 times in 10.")
    return f"<h2>Calibration</h2>{hint}{_table(heads, rows, raw_last=True)}"


def _matrix(ran: Ran) -> str:
    """Only intents with a mistake, so that it stays readable."""
    counts = Counter((_meant(ran, read), _told(ran, read)) for read in ran.reads)
    names = sorted({name for (meant, told) in counts if meant != told for name in (meant, told)})
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    rows = "".join(
        f"<tr><th>{html.escape(meant)}</th>{''.join(_cell(counts[meant, told], meant == told) for told in names)}</tr>"
        for meant in names
    )
    hint = _hint("A row is what was meant, a column what was read. Intents without a mistake are left out.")
    grid = f"<table><thead><tr><th></th>{head}</tr></thead>{rows}</table>"
    return f"<h2>Confusion matrix</h2>{hint}<div class=grid>{grid}</div>"


def _cell(count: int, right: bool) -> str:
    if not count:
        return "<td></td>"
    hue, depth = ("53,104,212" if right else "208,60,60"), min(0.75, 0.15 + count / 20)
    return f"<td style='background:rgba({hue},{depth:.2f})'>{count}</td>"


def _meant(ran: Ran, read: Read) -> str:
    return NOTHING if read.label == ran.oos else read.label


def _told(ran: Ran, read: Read) -> str:
    return read.told(ran.figures["threshold"]) or NOTHING


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], raw_last: bool = False) -> str:
    head = "".join(f"<th>{html.escape(name)}</th>" for name in heads)
    shown = "".join(
        "<tr>"
        + "".join(
            f"<td class=n>{cell if raw_last and place == len(row) - 1 else html.escape(cell)}</td>"
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><tr>{head}</tr>{shown}</table>"


def _bar(share: float) -> str:
    return f"<span class=bar style='width:{share * 12:.1f}rem'></span>"


def _hint(text: str) -> str:
    return f"<p class=hint>{html.escape(text)}</p>"


def _percent(hits: Iterable[bool]) -> str:
    told = list(hits)
    return f"{100 * sum(told) / len(told):.0f} %" if told else "–"
