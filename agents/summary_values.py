"""A conversation's story as values that the summary templates can word. Figures come from rows and profile alone."""

from typing import Any

from agents.context import Context
from agents.phrases import phrase, words
from agents.scheduler.offer import kind_of, person_of, person_on_duty
from agents.state import State, kept
from commerce.leads.qualify import say
from commerce.summaries.model import Story
from kit.money import Money
from language.values import Value, contact, day, instant, money, name, quoted, reference

NEED_KEPT = 220
INTERESTS_KEPT = 5
PROFILE = ("industry", "role", "company_size", "timeline", "city", "address", "budget", "vehicle", "area")
"""What a salesperson reads beside name and contact, in this order."""


def told_to_customer(state: State, context: Context, story: Story) -> dict[str, Any]:
    company = context.pack.file.company
    return {
        "name": _name(state).partition(" ")[0],
        "company": name(company.name),
        "person": name(person_on_duty(context).name),
        "need": _need(state),
        "interests": _interests(state, context, story),
        **_agreed(state, context, story),
        "next": next_step(state, context, story),
        "contact": contact("phone", company.phone),
    }


def told_to_sales(state: State, context: Context, story: Story, why: str) -> dict[str, Any]:
    """``why``: the reason of the hand-over, where it is one."""
    profile, lead = state.get("profile", {}), state.get("qualification", {})
    return {
        "name": _name(state),
        "firm": _said(state, "company"),
        "email": contact("email", _said(state, "email")) if "email" in profile else "",
        "phone": contact("phone", _said(state, "phone")) if "phone" in profile else "",
        "known": [
            {"what": phrase(context, state, f"field.{field}"), "value": quoted(_said(state, field))}
            for field in PROFILE
            if field in profile
        ],
        "score": quoted(str(lead.get("score", 0))),
        "temperature": phrase(context, state, f"temperature.{lead.get('temperature', 'cold')}"),
        "reasons": [{"why": quoted(each["why"]), "points": quoted(f"{each['points']:+d}")} for each in _reasons(state)],
        "why": phrase(context, state, f"why.{why}") if why else "",
        "need": _need(state),
        "interests": _interests(state, context, story),
        "doubts": [
            {
                "kind": phrase(context, state, f"objection.{row['kind']}"),
                "outcome": phrase(context, state, f"outcome.{row['outcome']}"),
            }
            for row in story.objections
        ],
        **_agreed(state, context, story),
        "told": quoted(state.get("summary", "")),
        "next": next_step(state, context, story),
        "page": contact("url", page) if (page := state.get("origin")) else "",
    }


def next_step(state: State, context: Context, story: Story) -> str:
    """What comes next, nearest to the decision first."""
    if state["turn"]["owner"] == "queue":
        return phrase(context, state, "next.person", person=person_on_duty(context).name)
    if story.appointments:
        return phrase(context, state, "next.appointment")
    if any(row["status"] in {"draft", "sent", "viewed"} for row in story.quotes):
        return phrase(context, state, "next.quote")
    if story.orders:
        return phrase(context, state, "next.order")
    return phrase(context, state, "next.open")


def _agreed(state: State, context: Context, story: Story) -> dict[str, list[dict[str, Any]]]:
    return {
        "appointments": [
            {
                "kind": quoted(words(kind_of(context, row["kind"]).name, state)),
                "slot": instant(row["starts_at"]),
                "person": name(person_of(context, row["person_id"]).name),
                "reference": reference(row["reference"]),
            }
            for row in story.appointments
        ],
        "quotes": [
            {
                "number": reference(row["proposal_number"]),
                "total": money(Money(row["total"], row["currency"])),
                "status": phrase(context, state, f"quote.{row['status']}"),
                "valid_until": day(row["expires_at"].date()),
            }
            for row in story.quotes
        ],
        "orders": [
            {
                "number": reference(row["number"]),
                "total": money(Money(row["total"], row["currency"])),
                "status": phrase(context, state, f"order.{row['status']}"),
            }
            for row in story.orders
        ],
    }


def _need(state: State) -> Value | str:
    said = _said(state, "need")
    return quoted(said if len(said) <= NEED_KEPT else said[:NEED_KEPT].rsplit(" ", 1)[0] + "…") if said else ""


def _interests(state: State, context: Context, story: Story) -> list[Value]:
    named = dict.fromkeys([*story.products, *kept(state, "topic").get("items", [])])
    items = [context.desk.catalogue.item(item) for item in named if context.desk.catalogue.knows(item)]
    return [name(words(item.name, state)) for item in items[-INTERESTS_KEPT:]]


def _reasons(state: State) -> list[dict[str, Any]]:
    reasons: list[dict[str, Any]] = state.get("qualification", {}).get("reasons", [])
    return reasons


def _name(state: State) -> str:
    return _said(state, "customer_name")


def _said(state: State, field: str) -> str:
    profile = state.get("profile", {})
    return say(profile[field]["value"]) if field in profile else ""
