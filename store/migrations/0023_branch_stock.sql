-- depends: 0022_administration
-- What of a counted item lies at which branch, where that is known. The item's own figure is what may be sold.

CREATE TABLE branch_stock (
    tenant_id  text NOT NULL,
    item_id    text NOT NULL,
    branch_id  text NOT NULL,
    on_hand    integer NOT NULL CHECK (on_hand >= 0),
    PRIMARY KEY (tenant_id, item_id, branch_id),
    FOREIGN KEY (tenant_id, item_id) REFERENCES stock ON DELETE CASCADE
);

SELECT scope_to_tenant('branch_stock');
