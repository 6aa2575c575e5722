"""The figures of many simulated conversations, with intervals, and the worst of them to read."""

from statistics import median
from typing import Any

from evals.report import wilson
from evals.simulate.play import Played


def figures(played: list[Played]) -> dict[str, Any]:
    reachable = [each for each in played if each.goal.reachable]
    booked = [each.turns for each in played if each.goal.kind == "book" and each.reached]
    return {
        "conversations": len(played),
        "customer_turns": sum(each.turns for each in played),
        "goal_reached": _share(sum(each.reached for each in reachable), len(reachable)),
        "by_goal": {kind: _of(reachable, kind) for kind in sorted({each.goal.kind for each in reachable})},
        "by_mood": {
            mood: _share(sum(e.reached for e in reachable if e.persona.mood == mood), _of_mood(reachable, mood))
            for mood in sorted({each.persona.mood for each in reachable})
        },
        "by_tenant": {
            tenant: _share(sum(e.reached for e in reachable if e.tenant == tenant), _count(reachable, tenant))
            for tenant in sorted({each.tenant for each in reachable})
        },
        "reached_though_unreachable": sum(each.reached for each in played if not each.goal.reachable),
        "false_words": sum(len(each.verdict.false_words) for each in played),
        "false_approvals": sum(len(each.verdict.false_approvals) for each in played),
        "loops": sum(len(each.verdict.loops) for each in played),
        "asked_again": sum(len(each.verdict.asked_again) for each in played),
        "two_questions": sum(len(each.verdict.two_questions) for each in played),
        "failures": sum(len(each.verdict.failures) for each in played),
        "turns_to_a_booking_median": median(booked) if booked else None,
    }


def worst(played: list[Played], count: int) -> list[Played]:
    """Those with most wrong first, then those that missed their goal, the longest first."""
    return sorted(played, key=lambda e: (-len(e.verdict.wrong), e.reached or not e.goal.reachable, -e.turns))[:count]


def as_text(each: Played) -> str:
    goal = f"{each.goal.kind} {each.goal.named} {each.goal.vehicle}".split()
    head = (
        f"{each.tenant} {each.number}: {' '.join(goal)}: {each.persona.mood}, {'reached' if each.reached else 'missed'}"
    )
    marks = {"customer": "> ", "bot": "  ", "note": "! "}
    return "\n".join([head, *(marks[who] + text.replace("\n", "\n  ") for who, text in each.transcript)])


def _of(played: list[Played], kind: str) -> dict[str, Any]:
    chosen = [each for each in played if each.goal.kind == kind]
    return _share(sum(each.reached for each in chosen), len(chosen))


def _count(played: list[Played], tenant: str) -> int:
    return sum(each.tenant == tenant for each in played)


def _of_mood(played: list[Played], mood: str) -> int:
    return sum(each.persona.mood == mood for each in played)


def _share(passed: int, of: int) -> dict[str, Any]:
    low, high = wilson(passed, of)
    return {"share": round(passed / of, 4) if of else None, "interval_95": [round(low, 4), round(high, 4)], "n": of}
