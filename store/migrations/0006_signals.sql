-- depends: 0002_turn
-- The buying signals that a contact has shown, in whatever conversation: one row a signal, with the messages that showed
-- it first and last.
CREATE TABLE contact_signals (
    tenant_id      text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    contact_id     uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
    signal         text NOT NULL,
    count          integer NOT NULL DEFAULT 1,
    first_seen     timestamptz NOT NULL,
    first_message  uuid NOT NULL,
    last_seen      timestamptz NOT NULL,
    last_message   uuid NOT NULL,
    PRIMARY KEY (tenant_id, contact_id, signal)
);
ALTER TABLE contact_signals ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_signals FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_scope ON contact_signals USING (tenant_id = current_setting('parley.tenant', true))
    WITH CHECK (tenant_id = current_setting('parley.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON contact_signals TO parley_app;
