-- depends: 0017_scope
-- Administration: keys of programs, what a pack was changed to, second factors that are lost, sign-in by a provider, and
-- people of the owner business at work in another one.

CREATE TABLE api_keys (
    id          uuid PRIMARY KEY,
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name        text NOT NULL,
    -- only what it is compared with; the key itself is shown once
    digest      text NOT NULL UNIQUE,
    shown       text NOT NULL,
    scopes      text[] NOT NULL,
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz,
    used_at     timestamptz,
    revoked_at  timestamptz
);
CREATE INDEX idx_api_keys_tenant ON api_keys (tenant_id, created_at);

-- Files of a pack that were changed in the console, whole, by their place in its folder: each revision stands on the files
-- that came with the installation, never on another revision.
CREATE TABLE pack_revisions (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    number      integer NOT NULL,
    files       jsonb NOT NULL,
    note        text NOT NULL,
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, number)
);
ALTER TABLE tenants
    -- the revision in use; 0 is the files alone
    ADD COLUMN pack_revision integer NOT NULL DEFAULT 0;

ALTER TABLE users
    -- digests of codes that stand in for a lost authenticator, each once
    ADD COLUMN recovery      text[] NOT NULL DEFAULT '{}',
    -- who they are at the sign-in provider, from their first sign-in there on
    ADD COLUMN oidc_subject  text;

CREATE UNIQUE INDEX idx_users_subject ON users (tenant_id, oidc_subject) WHERE oidc_subject IS NOT NULL;

ALTER TABLE user_sessions
    -- begun at the sign-in provider: there may be no password to ask for again
    ADD COLUMN by_provider    boolean NOT NULL DEFAULT false,
    -- somebody of the owner business at work in another one
    ADD COLUMN visiting       text,
    ADD COLUMN visiting_until timestamptz;

-- how each connector did last
CREATE INDEX idx_outbox_done ON outbox (tenant_id, effect, status, done_at DESC) WHERE status <> 'waiting';

SELECT scope_to_tenant('api_keys', 'pack_revisions');
