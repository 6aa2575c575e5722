"""What is read of the content as a whole: all that is indexed, and what was asked of it in vain."""

from store.unit import Row, Unit


async def chunks(unit: Unit, namespace: str) -> list[Row]:
    """Every chunk with the address and title of its page, in the order of pages and chunks."""
    return await unit.rows(
        "SELECT c.document_id AS document, c.ordinal, c.heading, c.anchor, c.body, c.language, d.url, d.title "
        "FROM chunks c JOIN documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id "
        "WHERE c.namespace = %s ORDER BY c.document_id, c.ordinal",
        (namespace,),
    )


async def unanswered(unit: Unit, limit: int) -> list[Row]:
    """The newest questions that found nothing."""
    return await unit.rows(
        "SELECT question, language, conversation_id::text AS conversation, created_at FROM unanswered "
        "ORDER BY created_at DESC, id LIMIT %s",
        (limit,),
    )
