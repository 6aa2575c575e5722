-- depends: 0010_shop
-- A person's own discount on a quote that they prepared is kept as an approval that nobody waits for.

ALTER TABLE approvals DROP CONSTRAINT approvals_kind_check;
ALTER TABLE approvals ADD CONSTRAINT approvals_kind_check CHECK (kind IN ('discount', 'given'));
