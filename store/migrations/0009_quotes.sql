-- depends: 0007_catalogue
-- What a quote was priced under, who looked at it, and discounts that wait for a person.

ALTER TABLE quotes
    -- for whom, where and when it was priced, and what came off: see commerce/pricing/asked.py
    ADD COLUMN terms           jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN language        char(2) NOT NULL DEFAULT 'es',
    ADD COLUMN first_viewed_at timestamptz,
    ADD COLUMN decided_at      timestamptz;

-- Set by staff alone: a customer's word does not make them a registered workshop.
ALTER TABLE contacts ADD COLUMN price_list text;

-- What was sent stays as it was sent: a change is another version.
CREATE FUNCTION keep_sent_quote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft'
       AND (NEW.proposal_number, NEW.version, NEW.lines, NEW.pricing_options, NEW.subtotal, NEW.tax, NEW.total,
            NEW.currency, NEW.explanation, NEW.terms, NEW.language, NEW.expires_at)
           IS DISTINCT FROM
           (OLD.proposal_number, OLD.version, OLD.lines, OLD.pricing_options, OLD.subtotal, OLD.tax, OLD.total,
            OLD.currency, OLD.explanation, OLD.terms, OLD.language, OLD.expires_at) THEN
        RAISE EXCEPTION 'quote % version % was sent and cannot be changed', OLD.proposal_number, OLD.version;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_sent_quote BEFORE UPDATE ON quotes FOR EACH ROW EXECUTE FUNCTION keep_sent_quote();

CREATE TABLE approvals (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    kind             text NOT NULL CHECK (kind IN ('discount')),
    quote_number     varchar(50) NOT NULL,
    -- of exactly what was asked for: another quote, other lines or another share have another digest
    digest           text NOT NULL,
    off_bp           integer NOT NULL CHECK (off_bp BETWEEN 0 AND 10000),
    total            bigint NOT NULL CHECK (total >= 0),
    currency         char(3) NOT NULL,
    -- the least role that may decide
    needs            text NOT NULL,
    status           text NOT NULL CHECK (status IN ('waiting', 'approved', 'refused', 'expired')),
    asked_at         timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    decided_at       timestamptz,
    decided_by       text,
    decided_role     text,
    note             text,
    CHECK ((status IN ('approved', 'refused')) = (decided_by IS NOT NULL))
);
CREATE INDEX idx_approvals_waiting ON approvals (tenant_id, asked_at) WHERE status = 'waiting';
CREATE INDEX idx_approvals_conversation ON approvals (conversation_id);
ALTER TABLE approvals ENABLE ROW LEVEL SECURITY;
ALTER TABLE approvals FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_scope ON approvals USING (tenant_id = current_setting('parley.tenant', true))
    WITH CHECK (tenant_id = current_setting('parley.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON approvals TO parley_app;
