-- depends: 0014_console
-- What makes the desk's list quick with very many conversations: an index for each folder and filter, and the words of
-- names and the digits of phones, beside the conversations so that a turn does not write them anew.

CREATE INDEX idx_conversations_mine ON conversations (tenant_id, assigned_agent_id, updated_at DESC, id DESC)
    WHERE assigned_agent_id IS NOT NULL;
CREATE INDEX idx_conversations_people ON conversations (tenant_id, updated_at DESC, id DESC) WHERE owner <> 'bot';
CREATE INDEX idx_conversations_branch ON conversations (tenant_id, branch, updated_at DESC, id DESC);
CREATE INDEX idx_conversations_channel ON conversations (tenant_id, channel, updated_at DESC, id DESC);
CREATE INDEX idx_states_stage ON conversation_states (tenant_id, current_stage);
CREATE INDEX idx_leads_intention ON sales_leads (tenant_id, intention) WHERE intention IS NOT NULL;
CREATE INDEX idx_handoffs_conversation ON handoffs (conversation_id, created_at DESC);
CREATE INDEX idx_audit_conversation ON audit (conversation_id, at DESC) WHERE conversation_id IS NOT NULL;

-- without accents, so that "pena" finds Peña
CREATE FUNCTION folded(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(lower(said), 'áàäâãåéèëêíìïîóòöôõúùüûñç', 'aaaaaaeeeeiiiiooooouuuunc');

-- Each word of the name; the phone whole, without a country code of one to three digits, and its last seven and four: the
-- beginning of any of them finds it. One row a word, compared as text: only such comparisons (LEAKPROOF) may use an index
-- before row-level security has had its say, full text search may not.
CREATE FUNCTION desk_words(name text, phone text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT word FROM regexp_split_to_table(folded(coalesce(name, '')), '[^[:alnum:]]+') AS word WHERE word <> ''
    UNION
    SELECT substr(digits, place)
      FROM regexp_replace(coalesce(phone, ''), '\D', '', 'g') AS digits,
           unnest(ARRAY[1, 2, 3, 4, length(digits) - 6, length(digits) - 3]) AS place
     WHERE place >= 1 AND length(digits) >= 6;
END;

CREATE TABLE conversation_words (
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    word             text COLLATE "C" NOT NULL,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    PRIMARY KEY (tenant_id, word, conversation_id)
);
CREATE INDEX idx_conversation_words ON conversation_words (conversation_id);
INSERT INTO conversation_words SELECT tenant_id, word, id FROM conversations, desk_words(client_name, phone_number) AS word;

ALTER TABLE conversation_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversation_words FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_scope ON conversation_words USING (tenant_id = current_setting('parley.tenant', true))
    WITH CHECK (tenant_id = current_setting('parley.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON conversation_words TO parley_app;

CREATE FUNCTION conversation_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM conversation_words WHERE conversation_id = NEW.id;
    END IF;
    INSERT INTO conversation_words
        SELECT NEW.tenant_id, word, NEW.id FROM desk_words(NEW.client_name, NEW.phone_number) AS word;
    RETURN NULL;
END $$;
CREATE TRIGGER conversation_named_first AFTER INSERT ON conversations
    FOR EACH ROW WHEN (NEW.client_name IS NOT NULL OR NEW.phone_number IS NOT NULL)
    EXECUTE FUNCTION conversation_named();
CREATE TRIGGER conversation_named AFTER UPDATE OF client_name, phone_number ON conversations
    FOR EACH ROW WHEN (NEW.client_name IS DISTINCT FROM OLD.client_name OR NEW.phone_number IS DISTINCT FROM OLD.phone_number)
    EXECUTE FUNCTION conversation_named();
