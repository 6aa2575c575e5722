-- depends: 0016_desk
-- What every table of a tenant's rows needs, for the migrations from here on. Those before wrote it out, and stay as
-- they were applied.

CREATE FUNCTION scope_to_tenant(VARIADIC tables text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY tables LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;
