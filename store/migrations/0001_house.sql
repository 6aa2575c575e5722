-- The records of the house. Every table is a tenant's: row-level security is forced on all, also for the owner,
-- and the application works as the role parley_app, which owns nothing.

CREATE EXTENSION IF NOT EXISTS vector;

DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_app') THEN
        BEGIN
            CREATE ROLE parley_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            RAISE NOTICE 'parley_app was made by another database of this server meanwhile';
        END;
    END IF;
    EXECUTE format('GRANT parley_app TO %I', current_user);
END $$;

CREATE TABLE tenants (
    tenant_id   text PRIMARY KEY,
    pack        text NOT NULL,
    name        text NOT NULL,
    type        text NOT NULL CHECK (type IN ('owner', 'customer', 'rehearsal')),
    created_at  timestamptz NOT NULL
);

CREATE TABLE contacts (
    id           uuid PRIMARY KEY,
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    client_name  varchar(255),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);

-- One contact, many identities: a web visitor, a WhatsApp user, an address.
CREATE TABLE contact_channels (
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    channel      text NOT NULL,
    external_id  varchar(255) NOT NULL,
    contact_id   uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, channel, external_id)
);
CREATE INDEX idx_contact_channels_contact ON contact_channels (contact_id);

CREATE TABLE users (
    id             uuid PRIMARY KEY,
    tenant_id      text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    email          varchar(255) NOT NULL,
    name           varchar(255) NOT NULL,
    role           text NOT NULL CHECK (role IN ('agent', 'supervisor', 'admin', 'owner')),
    password_hash  text NOT NULL,
    branch         text,
    disabled_at    timestamptz,
    created_at     timestamptz NOT NULL,
    UNIQUE (tenant_id, email)
);

CREATE TABLE conversations (
    id                        uuid PRIMARY KEY,
    tenant_id                 text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    contact_id                uuid NOT NULL REFERENCES contacts,
    channel                   text NOT NULL,
    status                    text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'ended')),
    -- who may speak; the epoch grows with each take-over and release, and fences what was in flight
    owner                     text NOT NULL DEFAULT 'bot' CHECK (owner IN ('bot', 'human', 'queue')),
    epoch                     integer NOT NULL DEFAULT 0,
    turn_seq                  integer NOT NULL DEFAULT 0,
    message_seq               integer NOT NULL DEFAULT 0,
    inbound_seq               integer NOT NULL DEFAULT 0,
    handled_seq               integer NOT NULL DEFAULT 0,
    phone_number              varchar(20),
    client_name               varchar(255),
    ai_mode                   varchar(20) NOT NULL DEFAULT 'active' CHECK (ai_mode IN ('active', 'inactive')),
    assigned_agent_id         text,
    locked_until              timestamptz,
    is_faithful_client        boolean NOT NULL DEFAULT false,
    faithful_client_agent_id  text,
    branch                    text,
    locale                    text,
    timezone                  text,
    page_url                  text,
    referrer_page             text,
    referrer_domain           text,
    utm                       jsonb NOT NULL DEFAULT '{}',
    created_at                timestamptz NOT NULL,
    updated_at                timestamptz NOT NULL,
    ended_at                  timestamptz
);
CREATE INDEX idx_conversations_phone ON conversations (phone_number) WHERE phone_number IS NOT NULL;
CREATE INDEX idx_conversations_agent ON conversations (assigned_agent_id) WHERE assigned_agent_id IS NOT NULL;
CREATE INDEX idx_conversations_contact ON conversations (contact_id);
-- what the sweeper looks for: something came in and no turn has taken it
CREATE INDEX idx_conversations_waiting ON conversations (tenant_id, updated_at) WHERE inbound_seq > handled_seq;

CREATE TABLE messages (
    id                   uuid PRIMARY KEY,
    tenant_id            text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id      uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    seq                  integer NOT NULL,
    whatsapp_message_id  varchar(255),
    client_message_id    varchar(255),
    sender_type          varchar(20) NOT NULL CHECK (sender_type IN ('client', 'agent', 'ai', 'system')),
    sender_id            varchar(255),
    content              text NOT NULL,
    message_type         varchar(50) NOT NULL DEFAULT 'text',
    media_url            varchar(1000),
    turn_seq             integer,
    "timestamp"          timestamptz NOT NULL,
    is_delivered         boolean NOT NULL DEFAULT false,
    is_read              boolean NOT NULL DEFAULT false,
    metadata             jsonb,
    created_at           timestamptz NOT NULL DEFAULT now(),
    UNIQUE (conversation_id, seq)
);
CREATE UNIQUE INDEX idx_messages_client_id ON messages (conversation_id, client_message_id) WHERE client_message_id IS NOT NULL;
CREATE UNIQUE INDEX idx_messages_whatsapp_id ON messages (tenant_id, whatsapp_message_id) WHERE whatsapp_message_id IS NOT NULL;

-- One row a turn: which messages it handled and what it did, so that any turn can be drawn without running it.
CREATE TABLE turns (
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    seq              integer NOT NULL,
    first_seq        integer NOT NULL,
    last_seq         integer NOT NULL,
    epoch            integer NOT NULL,
    started_at       timestamptz NOT NULL,
    ms               real NOT NULL,
    record           json NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);

CREATE TABLE facts (
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    id               text NOT NULL,
    turn_seq         integer NOT NULL,
    kind             text NOT NULL,
    value            jsonb NOT NULL,
    source           text NOT NULL,
    expires_at       timestamptz,
    PRIMARY KEY (conversation_id, id)
);

CREATE TABLE checkpoints (
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    turn_seq         integer NOT NULL,
    checkpoint_id    text NOT NULL,
    version          integer NOT NULL,
    state            json NOT NULL,
    created_at       timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, turn_seq)
);

CREATE TABLE outbox (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid REFERENCES conversations ON DELETE CASCADE,
    turn_seq         integer,
    effect           text NOT NULL,
    idempotency_key  text NOT NULL,
    payload          jsonb NOT NULL,
    status           text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'failed')),
    attempts         integer NOT NULL DEFAULT 0,
    last_error       text,
    result           jsonb,
    created_at       timestamptz NOT NULL,
    done_at          timestamptz,
    UNIQUE (tenant_id, idempotency_key)
);
CREATE INDEX idx_outbox_waiting ON outbox (tenant_id, created_at) WHERE status = 'waiting';

CREATE TABLE user_profiles (
    id                uuid PRIMARY KEY,
    tenant_id         text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    contact_id        uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
    session_id        uuid REFERENCES conversations ON DELETE SET NULL,
    email             varchar(255),
    phone             varchar(50),
    company           varchar(255),
    industry          varchar(255),
    preferences       jsonb NOT NULL DEFAULT '{}',
    purchase_history  jsonb NOT NULL DEFAULT '[]',
    -- every field with its value, source message, confidence and whether it was confirmed
    fields            jsonb NOT NULL DEFAULT '{}',
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    UNIQUE (tenant_id, contact_id)
);

CREATE TABLE sales_leads (
    id                   uuid PRIMARY KEY,
    tenant_id            text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    session_id           uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    conversation_id      uuid NOT NULL UNIQUE REFERENCES conversations ON DELETE CASCADE,
    contact_id           uuid NOT NULL REFERENCES contacts,
    crm_lead_id          varchar(255),
    qualification_score  integer NOT NULL DEFAULT 0 CHECK (qualification_score BETWEEN 0 AND 100),
    temperature          text NOT NULL DEFAULT 'cold' CHECK (temperature IN ('cold', 'warm', 'hot')),
    reasons              jsonb NOT NULL DEFAULT '[]',
    signals              jsonb NOT NULL DEFAULT '[]',
    intention            varchar(20),
    lead_source          varchar(255),
    company_size         varchar(255),
    budget_range         varchar(255),
    timeline             varchar(255),
    need                 text,
    decision_maker       boolean,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    qualified_at         timestamptz
);

CREATE TABLE product_interactions (
    id                uuid PRIMARY KEY,
    tenant_id         text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    lead_id           uuid NOT NULL REFERENCES sales_leads ON DELETE CASCADE,
    product_id        varchar(255) NOT NULL,
    interaction_type  varchar(20) NOT NULL CHECK (interaction_type IN ('viewed', 'configured', 'quoted')),
    requirements      jsonb NOT NULL DEFAULT '{}',
    recommendations   jsonb NOT NULL DEFAULT '[]',
    created_at        timestamptz NOT NULL
);

CREATE TABLE conversation_states (
    id             uuid PRIMARY KEY,
    tenant_id      text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    session_id     uuid NOT NULL UNIQUE REFERENCES conversations ON DELETE CASCADE,
    current_stage  varchar(50) NOT NULL,
    stage_history  jsonb NOT NULL DEFAULT '[]',
    context_data   jsonb NOT NULL DEFAULT '{}',
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);

CREATE TABLE stock (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    item_id     text NOT NULL,
    on_hand     integer NOT NULL CHECK (on_hand >= 0),
    checked_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, item_id)
);

CREATE TABLE cart_sessions (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    session_id       uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    user_profile_id  uuid REFERENCES user_profiles,
    items            jsonb NOT NULL DEFAULT '[]',
    total_amount     bigint NOT NULL DEFAULT 0,
    currency         char(3) NOT NULL,
    status           varchar(50) NOT NULL CHECK (status IN ('open', 'ordered', 'abandoned')),
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL
);
CREATE UNIQUE INDEX idx_cart_open ON cart_sessions (session_id) WHERE status = 'open';

CREATE TABLE quotes (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    lead_id          uuid REFERENCES sales_leads,
    proposal_number  varchar(50) NOT NULL,
    version          integer NOT NULL DEFAULT 1,
    lines            jsonb NOT NULL,
    pricing_options  jsonb NOT NULL DEFAULT '[]',
    subtotal         bigint NOT NULL CHECK (subtotal >= 0),
    tax              bigint NOT NULL CHECK (tax >= 0),
    total            bigint NOT NULL CHECK (total >= 0),
    currency         char(3) NOT NULL,
    explanation      jsonb NOT NULL,
    view_count       integer NOT NULL DEFAULT 0,
    last_viewed_at   timestamptz,
    status           varchar(50) NOT NULL CHECK (status IN ('draft', 'sent', 'viewed', 'accepted', 'rejected', 'expired')),
    expires_at       timestamptz NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    UNIQUE (tenant_id, proposal_number, version)
);
CREATE INDEX idx_quotes_conversation ON quotes (conversation_id);

CREATE TABLE orders (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    number           varchar(50) NOT NULL,
    cart_session_id  uuid REFERENCES cart_sessions,
    quote_id         uuid REFERENCES quotes,
    user_profile_id  uuid REFERENCES user_profiles,
    order_details    jsonb NOT NULL,
    subtotal         bigint NOT NULL CHECK (subtotal >= 0),
    tax              bigint NOT NULL CHECK (tax >= 0),
    total            bigint NOT NULL CHECK (total >= 0),
    currency         char(3) NOT NULL,
    status           varchar(50) NOT NULL CHECK (status IN ('placed', 'paid', 'sent', 'delivered', 'cancelled')),
    payment_status   varchar(50) NOT NULL CHECK (payment_status IN ('pending', 'paid', 'failed', 'refunded')),
    delivery_info    jsonb NOT NULL DEFAULT '{}',
    idempotency_key  text NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    UNIQUE (tenant_id, number),
    UNIQUE (tenant_id, idempotency_key)
);
CREATE INDEX idx_orders_conversation ON orders (conversation_id);

-- The people whose time can be booked. ``resource`` is the number that the exclusion constraint compares.
CREATE TABLE people (
    tenant_id  text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    id         text NOT NULL,
    name       text NOT NULL,
    email      text NOT NULL,
    branch     text,
    resource   integer GENERATED ALWAYS AS IDENTITY UNIQUE,
    PRIMARY KEY (tenant_id, id)
);

CREATE TABLE appointments (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    contact_id       uuid NOT NULL REFERENCES contacts,
    reference        varchar(50) NOT NULL,
    kind             text NOT NULL,
    person_id        text NOT NULL,
    resource         integer NOT NULL REFERENCES people (resource),
    starts_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL CHECK (ends_at > starts_at),
    -- what nobody else may use: the appointment with its buffer
    blocks           tstzrange NOT NULL,
    timezone         text NOT NULL,
    status           text NOT NULL CHECK (status IN ('held', 'booked', 'cancelled', 'done')),
    held_until       timestamptz,
    sequence         integer NOT NULL DEFAULT 0,
    details          jsonb NOT NULL DEFAULT '{}',
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    UNIQUE (tenant_id, reference),
    CONSTRAINT appointments_no_double_booking EXCLUDE USING gist (
        int4range(resource, resource, '[]') WITH &&, blocks WITH &&
    ) WHERE (status IN ('held', 'booked'))
);
CREATE INDEX idx_appointments_conversation ON appointments (conversation_id);
CREATE INDEX idx_appointments_contact ON appointments (contact_id, starts_at);

CREATE TABLE handoffs (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    reason           text NOT NULL,
    person_id        text,
    package          jsonb NOT NULL,
    status           text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'taken', 'released')),
    created_at       timestamptz NOT NULL,
    taken_at         timestamptz,
    released_at      timestamptz
);
CREATE INDEX idx_handoffs_waiting ON handoffs (tenant_id, created_at) WHERE status = 'waiting';

CREATE TABLE conversion_metrics (
    id                 uuid PRIMARY KEY,
    tenant_id          text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    session_id         uuid NOT NULL UNIQUE REFERENCES conversations ON DELETE CASCADE,
    stage_transitions  jsonb NOT NULL DEFAULT '[]',
    conversion_events  jsonb NOT NULL DEFAULT '[]',
    duration_seconds   integer NOT NULL DEFAULT 0,
    converted          boolean NOT NULL DEFAULT false,
    created_at         timestamptz NOT NULL
);

CREATE TABLE crm_integrations (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    crm_type         varchar(50) NOT NULL,
    api_credentials  bytea NOT NULL,
    field_mappings   jsonb NOT NULL DEFAULT '{}',
    sync_settings    jsonb NOT NULL DEFAULT '{}',
    last_sync        timestamptz,
    UNIQUE (tenant_id, crm_type)
);

CREATE TABLE documents (
    id            text NOT NULL,
    tenant_id     text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    url           text NOT NULL,
    title         text NOT NULL,
    language      text NOT NULL,
    content_hash  text NOT NULL,
    updated_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE TABLE chunks (
    tenant_id    text NOT NULL,
    document_id  text NOT NULL,
    ordinal      integer NOT NULL,
    namespace    text NOT NULL,
    heading      text NOT NULL,
    anchor       text NOT NULL,
    body         text NOT NULL,
    language     text NOT NULL,
    lexical      sparsevec NOT NULL,
    embedding    vector(384),
    PRIMARY KEY (tenant_id, document_id, ordinal),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents ON DELETE CASCADE
);

-- What customers asked and the content did not answer.
CREATE TABLE unanswered (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    question         text NOT NULL,
    language         text NOT NULL,
    created_at       timestamptz NOT NULL
);

CREATE TABLE audit (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    at               timestamptz NOT NULL,
    actor            text NOT NULL,
    action           text NOT NULL,
    conversation_id  uuid,
    detail           jsonb NOT NULL DEFAULT '{}'
);

DO $$
DECLARE t text;
BEGIN
    FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
             WHERE c.relkind = 'r' AND n.nspname = 'public'
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;
-- an audit trail is written and read, never changed
REVOKE UPDATE ON audit FROM parley_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO parley_app;
GRANT USAGE ON SCHEMA public TO parley_app;
