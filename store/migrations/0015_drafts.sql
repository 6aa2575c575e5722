-- depends: 0014_console
-- What of a reply was shown before its commit: one row a conversation, the newest, so that a person who takes over in
-- the middle of it finds what the customer has read.

CREATE TABLE drafts (
    conversation_id  uuid PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    turn_seq         integer NOT NULL,
    content          text NOT NULL,
    updated_at       timestamptz NOT NULL
);

ALTER TABLE drafts ENABLE ROW LEVEL SECURITY;
ALTER TABLE drafts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_scope ON drafts USING (tenant_id = current_setting('parley.tenant', true))
    WITH CHECK (tenant_id = current_setting('parley.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON drafts TO parley_app;

-- Keeps what the customer is about to be shown. False, and nothing is kept, when the turn may not speak any more:
-- a person took over, or another turn was committed first. Sets its own tenant scope.
CREATE FUNCTION show_draft(
    p_tenant text, p_conversation uuid, p_turn_seq integer, p_epoch integer, p_content text, p_at timestamptz
) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE c conversations;
BEGIN
    PERFORM set_config('parley.tenant', p_tenant, true);
    SELECT * INTO c FROM conversations WHERE id = p_conversation FOR NO KEY UPDATE;
    IF NOT FOUND OR c.epoch <> p_epoch OR c.owner = 'human' OR c.turn_seq <> p_turn_seq - 1 THEN
        RETURN false;
    END IF;
    INSERT INTO drafts (conversation_id, tenant_id, turn_seq, content, updated_at)
    VALUES (p_conversation, p_tenant, p_turn_seq, p_content, p_at)
    ON CONFLICT (conversation_id) DO UPDATE
       SET turn_seq = excluded.turn_seq, content = excluded.content, updated_at = excluded.updated_at;
    RETURN true;
END $$;

GRANT EXECUTE ON FUNCTION show_draft TO parley_app;
