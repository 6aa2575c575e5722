-- depends: 0017_scope
-- A conversation goes on over another channel by a code that is used once; two contacts that prove to be one person
-- become one, and can be parted again; what a customer does not want to be sent stands in one place.

CREATE TABLE transfers (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    channel          text NOT NULL,
    line             text NOT NULL,
    -- what the code is found by; the code itself is made from the id and never kept
    digest           char(64) NOT NULL,
    -- link: the customer wrote the code; invitation: they answered a template that was sent to the number they gave
    way              text NOT NULL CHECK (way IN ('link', 'invitation')),
    phone            varchar(20),
    state            text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'used', 'back')),
    -- whether whoever writes there is known to be who wrote here; until then nothing of ``veiled`` is repeated to them
    verified         boolean NOT NULL DEFAULT false,
    veiled           jsonb NOT NULL DEFAULT '{}',
    merge_id         uuid,
    created_at       timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    used_at          timestamptz,
    back_at          timestamptz,
    UNIQUE (tenant_id, digest)
);
CREATE INDEX idx_transfers_conversation ON transfers (conversation_id, created_at DESC);

-- Every merge of two contacts with what it moved, so that it can be undone.
CREATE TABLE contact_merges (
    id         uuid PRIMARY KEY,
    tenant_id  text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    kept       uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
    gone       uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
    evidence   text NOT NULL CHECK (evidence IN ('code', 'invitation', 'sign_in', 'person')),
    actor      text NOT NULL,
    -- by table, the keys of the rows that changed hands
    moved      jsonb NOT NULL,
    -- the rows as they were: what cannot be told apart afterwards
    before     jsonb NOT NULL,
    merged_at  timestamptz NOT NULL,
    undone_at  timestamptz,
    undone_by  text
);
CREATE INDEX idx_contact_merges_kept ON contact_merges (kept, merged_at);
CREATE INDEX idx_contact_merges_gone ON contact_merges (gone, merged_at);

SELECT scope_to_tenant('transfers', 'contact_merges');

-- The wish not to be written to any more, on no channel at all, stood among the preferences.
ALTER TABLE user_profiles NO FORCE ROW LEVEL SECURITY;
ALTER TABLE consents NO FORCE ROW LEVEL SECURITY;
INSERT INTO consents (tenant_id, contact_id, channel, purpose, allowed, source, at)
SELECT tenant_id, contact_id, '*', 'all', false, 'words', (preferences ->> 'opted_out_at')::timestamptz
  FROM user_profiles WHERE preferences ? 'opted_out_at'
ON CONFLICT DO NOTHING;
UPDATE user_profiles SET preferences = preferences - 'opted_out_at' WHERE preferences ? 'opted_out_at';
ALTER TABLE consents FORCE ROW LEVEL SECURITY;
ALTER TABLE user_profiles FORCE ROW LEVEL SECURITY;
