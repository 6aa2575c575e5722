-- depends: 0002_turn
-- What calls to a model cost, by conversation and day (UTC). It is kept beside the turns and not in their commit: money is
-- spent whatever becomes of the turn, and stays spent when the conversation is erased. Costs are millionths of a US dollar.
CREATE TABLE model_spend (
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL,
    day              date NOT NULL,
    calls            integer NOT NULL DEFAULT 0,
    tokens_in        bigint NOT NULL DEFAULT 0,
    tokens_out       bigint NOT NULL DEFAULT 0,
    cost             bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, conversation_id, day)
);
CREATE INDEX model_spend_by_day ON model_spend (tenant_id, day) INCLUDE (cost);
ALTER TABLE model_spend ENABLE ROW LEVEL SECURITY;
ALTER TABLE model_spend FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_scope ON model_spend USING (tenant_id = current_setting('parley.tenant', true))
    WITH CHECK (tenant_id = current_setting('parley.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON model_spend TO parley_app;
