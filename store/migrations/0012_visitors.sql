-- depends: 0002_turn
-- Who visits the pages: by a token that is renewed, known by a business's own sign-in where it vouches for them; which
-- page and campaign brought them; what they attached.

CREATE TABLE visitors (
    id           uuid PRIMARY KEY,
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    -- grows with each new token; an older one opens nothing any more
    generation   integer NOT NULL DEFAULT 1,
    rotated_at   timestamptz NOT NULL,
    known_as     varchar(255),
    first_touch  jsonb NOT NULL,
    created_at   timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL
);
CREATE INDEX idx_visitors_seen ON visitors (tenant_id, seen_at);

CREATE TABLE conversation_touches (
    conversation_id  uuid PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    visitor_id       uuid NOT NULL REFERENCES visitors ON DELETE CASCADE,
    first_touch      jsonb NOT NULL,
    last_touch       jsonb NOT NULL,
    updated_at       timestamptz NOT NULL
);
CREATE INDEX idx_conversation_touches_visitor ON conversation_touches (visitor_id);

-- The keys by which a business signs who its users are. Sealed: readable with the installation's secret alone.
CREATE TABLE identity_keys (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    id          varchar(64) NOT NULL,
    algorithm   text NOT NULL CHECK (algorithm IN ('HS256', 'RS256')),
    sealed      bytea NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE TABLE attachments (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    name             varchar(120) NOT NULL,
    content_type     varchar(100) NOT NULL,
    size             integer NOT NULL CHECK (size > 0),
    sha256           char(64) NOT NULL,
    content          bytea NOT NULL,
    created_at       timestamptz NOT NULL
);
CREATE INDEX idx_attachments_conversation ON attachments (conversation_id);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['visitors', 'conversation_touches', 'identity_keys', 'attachments'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;
