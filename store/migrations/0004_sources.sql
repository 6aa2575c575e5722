-- depends: 0003_search
-- Documents remember where they came from, so that bringing one source up to date never touches another's.

ALTER TABLE documents
    ADD COLUMN source      text NOT NULL DEFAULT 'pack',
    ADD COLUMN kind        text NOT NULL DEFAULT 'pack',
    -- when the page itself was last changed, where its source tells
    ADD COLUMN modified_at timestamptz;
CREATE INDEX idx_documents_source ON documents (tenant_id, source);

CREATE TABLE ingestions (
    id           uuid PRIMARY KEY,
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    -- addresses as they were given, files by their names
    sources      jsonb NOT NULL,
    options      jsonb NOT NULL DEFAULT '{}',
    state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    -- by source: pages added, changed, removed, unchanged, chunks, and what was left out with its reasons
    report       jsonb NOT NULL DEFAULT '{}',
    error        text,
    created_at   timestamptz NOT NULL,
    started_at   timestamptz,
    finished_at  timestamptz
);
CREATE INDEX idx_ingestions_created ON ingestions (tenant_id, created_at);

-- What was sent to be ingested, kept until it is: any process may be the one that does it.
CREATE TABLE ingestion_files (
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    ingestion_id uuid NOT NULL REFERENCES ingestions ON DELETE CASCADE,
    name         text NOT NULL,
    body         bytea NOT NULL,
    PRIMARY KEY (ingestion_id, name)
);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['ingestions', 'ingestion_files'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;
