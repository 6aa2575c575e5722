-- depends: 0007_catalogue
-- Channels that others carry: what they sent, whom it is from, what left by them and what became of it.

-- A vendor's keys, sealed with the key of the installation.
CREATE TABLE vendor_credentials (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    vendor      text NOT NULL,
    sealed      bytea NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, vendor)
);

-- The bodies of webhooks as they came, sealed, kept until they are worked and some time after.
CREATE TABLE webhooks (
    id           uuid PRIMARY KEY,
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    vendor       text NOT NULL,
    body         bytea NOT NULL,
    state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
    attempts     integer NOT NULL DEFAULT 0,
    error        text,
    received_at  timestamptz NOT NULL,
    done_at      timestamptz
);
CREATE INDEX idx_webhooks_waiting ON webhooks (tenant_id, received_at) WHERE state = 'waiting';
CREATE INDEX idx_webhooks_done ON webhooks (tenant_id, done_at) WHERE done_at IS NOT NULL;

-- The line of ours on which a conversation is held: a WhatsApp phone_number_id. One open conversation for each customer
-- on each line.
ALTER TABLE conversations ADD COLUMN line text;
CREATE UNIQUE INDEX idx_conversations_line ON conversations (tenant_id, channel, line, contact_id)
    WHERE line IS NOT NULL AND status = 'open';

-- How the customer of such a conversation is reached, and until when. The ids are the channel's own, never rewritten.
CREATE TABLE threads (
    conversation_id  uuid PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    line             text NOT NULL,
    phone            varchar(20),
    user_id          varchar(255),
    username         varchar(255),
    -- the customer's newest message, by the channel's clock: it opens the window
    heard_at         timestamptz,
    heard_id         varchar(255),
    -- when the address was told last
    reached_at       timestamptz,
    -- the channel said that the window is closed
    closed_at        timestamptz,
    referral         jsonb
);

-- Customers who have another address now: an older message that comes later does not bring back the one before.
CREATE TABLE moves (
    tenant_id  text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    channel    text NOT NULL,
    before_id  varchar(255) NOT NULL,
    phone      varchar(20),
    user_id    varchar(255),
    at         timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, channel, before_id, at)
);

-- One row for each message that leaves by a channel; a reply may be several. The id goes with it and comes back in statuses.
CREATE TABLE sends (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    message_id       uuid NOT NULL REFERENCES messages ON DELETE CASCADE,
    part             integer NOT NULL,
    kind             text NOT NULL,
    -- sending: the request may have left and nothing is known of it
    state            text NOT NULL CHECK (state IN ('waiting', 'sending', 'accepted', 'failed')),
    attempts         integer NOT NULL DEFAULT 0,
    external_id      varchar(255),
    status           text CHECK (status IN ('sent', 'delivered', 'read', 'played', 'failed')),
    status_at        timestamptz,
    error_code       integer,
    error            text,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    UNIQUE (message_id, part)
);
CREATE UNIQUE INDEX idx_sends_external ON sends (tenant_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX idx_sends_conversation ON sends (conversation_id);

-- Every status that was told, once each; also of messages that are not known, or not yet.
CREATE TABLE statuses (
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    external_id  varchar(255) NOT NULL,
    status       varchar(50) NOT NULL,
    at           timestamptz NOT NULL,
    -- what went with the message when it left: the id of its send
    opaque       varchar(512),
    errors       jsonb NOT NULL DEFAULT '[]',
    pricing      jsonb,
    PRIMARY KEY (tenant_id, external_id, status)
);
CREATE INDEX idx_statuses_opaque ON statuses (tenant_id, opaque) WHERE opaque IS NOT NULL;

-- What was done to a message after it was sent: a reaction, an edit, a deletion; also to messages that are not known yet.
CREATE TABLE marks (
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    external_id  varchar(255) NOT NULL,
    target_id    varchar(255) NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('reaction', 'edit', 'revoke')),
    value        text,
    at           timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, external_id)
);
CREATE INDEX idx_marks_target ON marks (tenant_id, target_id, at);

-- Pictures and files of customers, fetched once: the channel forgets them.
CREATE TABLE media (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    message_id       uuid NOT NULL REFERENCES messages ON DELETE CASCADE,
    external_id      varchar(255) NOT NULL,
    kind             text NOT NULL,
    mime             text,
    filename         text,
    sha256           text,
    state            text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'kept', 'refused')),
    bytes            bigint,
    body             bytea,
    error            text,
    created_at       timestamptz NOT NULL,
    fetched_at       timestamptz
);
CREATE INDEX idx_media_message ON media (message_id);

-- Approved texts of the channel, as its account has them.
CREATE TABLE message_templates (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    channel     text NOT NULL,
    name        text NOT NULL,
    language    text NOT NULL,
    status      text NOT NULL,
    category    text NOT NULL,
    components  jsonb NOT NULL,
    named       boolean NOT NULL DEFAULT false,
    synced_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, channel, name, language)
);

-- What a customer wants to get on a channel. The newest word counts, by the time at which it was said.
CREATE TABLE consents (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    contact_id  uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
    channel     text NOT NULL,
    purpose     text NOT NULL CHECK (purpose IN ('all', 'marketing')),
    allowed     boolean NOT NULL,
    source      text NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (contact_id, channel, purpose)
);

-- Lines on which sending was stopped, by the channel or by us, until a person looks.
CREATE TABLE paused_lines (
    tenant_id  text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    line       text NOT NULL,
    code       integer NOT NULL,
    why        text NOT NULL,
    paused_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, line)
);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['vendor_credentials', 'webhooks', 'threads', 'moves', 'sends', 'statuses', 'marks', 'media',
                             'message_templates', 'consents', 'paused_lines'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;

-- Keeps a webhook's body in one round trip. Sets its own tenant scope for the transaction that it is.
CREATE FUNCTION keep_webhook(p_tenant text, p_id uuid, p_vendor text, p_body bytea, p_at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('parley.tenant', p_tenant, true);
    INSERT INTO webhooks (id, tenant_id, vendor, body, received_at) VALUES (p_id, p_tenant, p_vendor, p_body, p_at);
END $$;
GRANT EXECUTE ON FUNCTION keep_webhook TO parley_app;
