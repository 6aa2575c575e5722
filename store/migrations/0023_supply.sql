-- depends: 0022_administration
-- What of a counted item lies at which branch, where that is known: the item's own figure is what may be sold. And how
-- the last reading of the supplier's catalogue went.

CREATE TABLE branch_stock (
    tenant_id  text NOT NULL,
    item_id    text NOT NULL,
    branch_id  text NOT NULL,
    on_hand    integer NOT NULL CHECK (on_hand >= 0),
    PRIMARY KEY (tenant_id, item_id, branch_id),
    FOREIGN KEY (tenant_id, item_id) REFERENCES stock ON DELETE CASCADE
);

CREATE TABLE supplier_readings (
    tenant_id  text PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    -- whoever moves it on reads the catalogue: one process at a time
    began_at   timestamptz NOT NULL,
    report     jsonb
);

SELECT scope_to_tenant('branch_stock', 'supplier_readings');
