-- depends: 0022_administration
-- When each of the people at the console works: spans as packs have them, [{"days", "open", "close"}]; empty is always.

ALTER TABLE users
    ADD COLUMN hours jsonb NOT NULL DEFAULT '[]';
