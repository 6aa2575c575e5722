-- depends: 0017_scope
-- Mail: a customer may have several matters open at one address, each a conversation of its own; and how far each
-- mailbox that is polled has been read.

DROP INDEX idx_conversations_line;
CREATE UNIQUE INDEX idx_conversations_line ON conversations (tenant_id, channel, line, contact_id)
    WHERE line IS NOT NULL AND status = 'open' AND channel <> 'email';
CREATE INDEX idx_conversations_thread ON conversations (tenant_id, channel, line, contact_id) WHERE channel = 'email';

CREATE TABLE mailboxes (
    tenant_id  text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    account    text NOT NULL,
    -- the server's UIDVALIDITY and the highest UID that was read under it
    validity   bigint NOT NULL,
    last_uid   bigint NOT NULL,
    polled_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, account)
);

SELECT scope_to_tenant('mailboxes');
