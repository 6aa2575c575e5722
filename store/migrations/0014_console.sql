-- depends: 0007_catalogue
-- People at work: how they sign in, what they note down, and what of a conversation their console follows.

ALTER TABLE users
    -- sealed with the installation's key; counts from totp_since on, when a first code was right
    ADD COLUMN totp_sealed   text,
    ADD COLUMN totp_since    timestamptz,
    -- the time step of the last code that was taken, so that none is taken twice
    ADD COLUMN totp_step     bigint NOT NULL DEFAULT 0,
    ADD COLUMN failures      integer NOT NULL DEFAULT 0,
    ADD COLUMN locked_until  timestamptz,
    ADD COLUMN skills        text[] NOT NULL DEFAULT '{}',
    ADD COLUMN capacity      integer NOT NULL DEFAULT 8 CHECK (capacity >= 0),
    -- whether new conversations may be assigned to them now, and when their console was last heard of
    ADD COLUMN available     boolean NOT NULL DEFAULT false,
    ADD COLUMN seen_at       timestamptz;

-- A signed-in browser. Tokens are kept as digests; the one before the last stays good for a moment after a rotation,
-- because requests are under way then.
CREATE TABLE user_sessions (
    id           uuid PRIMARY KEY,
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    user_id      uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    token        text NOT NULL UNIQUE,
    token_before text,
    created_at   timestamptz NOT NULL,
    rotated_at   timestamptz NOT NULL,
    used_at      timestamptz NOT NULL,
    -- when a second factor was last shown in it: privileged work asks for a fresh one
    factor_at    timestamptz,
    ended_at     timestamptz
);
CREATE INDEX idx_user_sessions_user ON user_sessions (user_id) WHERE ended_at IS NULL;
CREATE INDEX idx_user_sessions_before ON user_sessions (token_before) WHERE token_before IS NOT NULL;

-- What colleagues tell each other about a conversation: never among its messages, so that no channel can send it.
CREATE TABLE notes (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    author           text NOT NULL,
    content          text NOT NULL,
    -- the message that was the last one when it was written
    after_seq        integer NOT NULL,
    created_at       timestamptz NOT NULL
);
CREATE INDEX idx_notes_conversation ON notes (conversation_id, created_at);

CREATE TABLE canned_replies (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name        text NOT NULL CHECK (name ~ '^[a-z0-9-]{1,40}$'),
    language    text NOT NULL,
    content     text NOT NULL,
    updated_by  text NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name, language)
);

ALTER TABLE conversations
    -- the transaction that last wrote the row: who reads all rows written since the oldest transaction that was
    -- still open at the last look misses none, in whatever order they commit
    ADD COLUMN changed      bigint NOT NULL DEFAULT 0,
    -- the last of the customer's messages that a person has opened
    ADD COLUMN seen_seq     integer NOT NULL DEFAULT 0,
    -- when its person was told that it is about to be given back
    ADD COLUMN warned_at    timestamptz,
    ADD COLUMN assigned_at  timestamptz;
CREATE INDEX idx_conversations_changed ON conversations (tenant_id, changed);
CREATE INDEX idx_conversations_newest ON conversations (tenant_id, updated_at DESC, id DESC);
CREATE INDEX idx_conversations_owned ON conversations (tenant_id, owner, updated_at DESC, id DESC) WHERE owner <> 'bot';

CREATE FUNCTION conversation_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER conversation_changed BEFORE INSERT OR UPDATE ON conversations
    FOR EACH ROW EXECUTE FUNCTION conversation_changed();

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['user_sessions', 'notes', 'canned_replies'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;
