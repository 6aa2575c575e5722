"""Where answers come from: the pack's policies and the tenant's pages."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.responder.schema import Citation
from agents.scheduler.offer import person_on_duty
from agents.state import State
from language.port import Passage
from language.values import contact, name, quoted


def answer_from_policy(outcome: Outcome, state: State, context: Context, policy_id: str) -> None:
    policy = next(entry for entry in context.pack.file.policies if entry.id == policy_id)
    outcome.say("answer", "policy", f"policy:{policy.id}", text=quoted(words(policy.text, state)))


async def answer_from_content(outcome: Outcome, state: State, context: Context, *, insist: bool) -> None:
    """The passage that answers. Where there is none: says so if a question was understood (``insist``)."""
    question = " ".join(message["text"] for message in state["turn"]["inbound"])
    language = state["language"]
    passages = await context.knowledge.search(question, language, state["turn"]["page"])
    found = await context.engine.extract(question, passages, language) if passages else None
    if found is None:
        if insist:
            outcome.write("unanswered.save", question=question[:500], language=language)
            outcome.say("not_found", "not_found", "conversation", person=name(person_on_duty(context).name))
        return
    outcome.say("answer", "answer", f"passage:{found['passages'][0]['id']}", text=quoted(found["text"]), more=[],
                blocks=[{"kind": "citations", "items": _citations(found["passages"])}])  # fmt: skip


def _citations(passages: list[Passage]) -> list[dict[str, object]]:
    urls = dict.fromkeys((passage["url"], passage["title"]) for passage in passages)
    cited: list[Citation] = [{"n": n, "title": title, "url": url} for n, (url, title) in enumerate(urls, 1)]
    return [{**citation, "url": contact("url", citation["url"])} for citation in cited]
