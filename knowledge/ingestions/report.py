"""What came of an ingestion, as plain data."""

from collections import Counter
from typing import Any

from knowledge.ingest import Report

EXAMPLES = 200
"""Of what was skipped, kept for a reader; all of it is counted by reason."""


def told_of(report: Report) -> dict[str, Any]:
    """The report as plain data: counts, reasons with how often, and examples."""
    reasons = Counter(each.reason for each in report.skipped)
    return {
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "chunks": report.chunks,
        "whole": report.is_whole,
        "skipped": len(report.skipped),
        "reasons": dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))[:EXAMPLES]),
        "examples": [{"where": each.where, "reason": each.reason} for each in report.skipped[:EXAMPLES]],
    }
