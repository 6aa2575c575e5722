-- depends: 0002_turn
-- What a tenant loaded from files, beside the catalogue of its pack. An item is kept whole, as it was checked; what
-- the database itself must refuse stands in columns.

CREATE TABLE catalogues (
    tenant_id  text PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    -- grows with every load that changed something, so that an index built from an older one is known to be old
    version    integer NOT NULL,
    source     text NOT NULL,
    loaded_at  timestamptz NOT NULL
);

CREATE TABLE products (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    id          text NOT NULL,
    code        text NOT NULL,
    category    text NOT NULL,
    price       bigint NOT NULL CHECK (price >= 0),
    currency    char(3) NOT NULL,
    item        json NOT NULL,
    digest      text NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['catalogues', 'products'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;
