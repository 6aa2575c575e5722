-- depends: 0009_quotes
-- A cart belongs to a customer and follows them; what is being paid for is kept back for a while; payments are told by
-- signed events, each kept as it came; who sold what earns a commission.

-- One open cart for each customer, whatever the channel or the device.
ALTER TABLE cart_sessions ADD COLUMN contact_id uuid REFERENCES contacts ON DELETE CASCADE;
ALTER TABLE cart_sessions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE conversations NO FORCE ROW LEVEL SECURITY;
UPDATE cart_sessions s SET contact_id = c.contact_id FROM conversations c WHERE c.id = s.session_id;
-- of several open ones of one customer, the newest stays open
UPDATE cart_sessions s SET status = 'abandoned'
 WHERE s.status = 'open' AND EXISTS (
       SELECT FROM cart_sessions n WHERE n.contact_id = s.contact_id AND n.status = 'open'
          AND (n.updated_at, n.id) > (s.updated_at, s.id));
ALTER TABLE conversations FORCE ROW LEVEL SECURITY;
ALTER TABLE cart_sessions FORCE ROW LEVEL SECURITY;
ALTER TABLE cart_sessions ALTER COLUMN contact_id SET NOT NULL;
DROP INDEX idx_cart_open;
CREATE UNIQUE INDEX idx_cart_open ON cart_sessions (contact_id) WHERE status = 'open';
CREATE INDEX idx_cart_session ON cart_sessions (session_id);

-- Units that nobody else may buy until the hour passes. They stay on hand until they are sold.
CREATE TABLE reservations (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    cart_id     uuid NOT NULL REFERENCES cart_sessions ON DELETE CASCADE,
    item_id     text NOT NULL,
    quantity    integer NOT NULL CHECK (quantity > 0),
    until       timestamptz NOT NULL,
    PRIMARY KEY (cart_id, item_id)
);
CREATE INDEX idx_reservations_item ON reservations (tenant_id, item_id, until);

ALTER TABLE orders
    -- the person who sold it; none where nobody but the assistant did
    ADD COLUMN sold_by text,
    ADD COLUMN branch text,
    -- when an order that nobody paid lapses; none: never
    ADD COLUMN due_at timestamptz,
    ADD COLUMN history jsonb NOT NULL DEFAULT '[]';
ALTER TABLE orders DROP CONSTRAINT orders_status_check;
ALTER TABLE orders ADD CONSTRAINT orders_status_check
    CHECK (status IN ('placed', 'paid', 'ready', 'sent', 'delivered', 'cancelled'));
ALTER TABLE orders DROP CONSTRAINT orders_payment_status_check;
ALTER TABLE orders ADD CONSTRAINT orders_payment_status_check CHECK (payment_status IN (
    'pending', 'processing', 'paid', 'failed', 'expired', 'held', 'partly_refunded', 'refunded'));
CREATE INDEX idx_orders_due ON orders (tenant_id, due_at) WHERE status = 'placed' AND due_at IS NOT NULL;
CREATE INDEX idx_orders_created ON orders (tenant_id, created_at);

-- One row for each link that a customer may pay by.
CREATE TABLE payments (
    id          uuid PRIMARY KEY,
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    order_id    uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
    provider    text NOT NULL,
    link_id     text NOT NULL,
    url         text NOT NULL,
    amount      bigint NOT NULL CHECK (amount > 0),
    currency    char(3) NOT NULL,
    expires_at  timestamptz NOT NULL,
    state       text NOT NULL DEFAULT 'open' CHECK (state IN (
        'open', 'processing', 'paid', 'failed', 'expired', 'held', 'partly_refunded', 'refunded')),
    paid        bigint NOT NULL DEFAULT 0 CHECK (paid >= 0),
    refunded    bigint NOT NULL DEFAULT 0 CHECK (refunded >= 0),
    -- the hour of the newest event by the provider's clock: an older one that comes later changes nothing
    told_at     timestamptz,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    UNIQUE (tenant_id, provider, link_id)
);
CREATE INDEX idx_payments_order ON payments (order_id);

-- Every event as it came, before anything is done with it.
CREATE TABLE payment_events (
    id           uuid PRIMARY KEY,
    tenant_id    text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    provider     text NOT NULL,
    event_id     text NOT NULL,
    body         bytea NOT NULL,
    outcome      text NOT NULL DEFAULT 'received',
    why          text,
    received_at  timestamptz NOT NULL,
    UNIQUE (tenant_id, provider, event_id)
);

CREATE TABLE commissions (
    id          uuid PRIMARY KEY,
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    order_id    uuid NOT NULL UNIQUE REFERENCES orders ON DELETE CASCADE,
    person_id   text NOT NULL,
    -- what it is reckoned on: the order without tax, less what was given back
    base        bigint NOT NULL CHECK (base >= 0),
    amount      bigint NOT NULL CHECK (amount >= 0),
    currency    char(3) NOT NULL,
    lines       jsonb NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);

-- What was answered to a request that carried a key: the same key again gets the same answer, another body is refused.
CREATE TABLE request_keys (
    tenant_id   text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    scope       uuid NOT NULL,
    key         text NOT NULL,
    request     text NOT NULL,
    answer      json NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, scope, key)
);

ALTER TABLE product_interactions DROP CONSTRAINT product_interactions_interaction_type_check;
ALTER TABLE product_interactions ADD CONSTRAINT product_interactions_interaction_type_check
    CHECK (interaction_type IN ('viewed', 'configured', 'quoted', 'recommended', 'taken'));
CREATE INDEX idx_product_interactions_lead ON product_interactions (lead_id);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['reservations', 'payments', 'payment_events', 'commissions', 'request_keys'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;
