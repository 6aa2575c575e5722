-- depends: 0007_catalogue
-- What falls due in a conversation when its customer is silent, what became of objections, and summaries with their
-- delivery.

ALTER TABLE conversations ADD COLUMN due_at timestamptz;
-- what the sweeper looks for: a silence that has lasted long enough
CREATE INDEX idx_conversations_due ON conversations (tenant_id, due_at) WHERE due_at IS NOT NULL;

-- One row for each time that a customer doubted aloud.
CREATE TABLE objections (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    kind             text NOT NULL,
    words            text NOT NULL,
    answer           integer NOT NULL,
    evidence         text,
    next_step        text NOT NULL,
    outcome          text NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'overcome', 'persists', 'lost')),
    raised_turn      integer NOT NULL,
    settled_turn     integer,
    created_at       timestamptz NOT NULL,
    settled_at       timestamptz
);
CREATE INDEX idx_objections_conversation ON objections (conversation_id);
CREATE INDEX idx_objections_kind ON objections (tenant_id, kind, outcome);

-- A conversation in a few lines, as it was told to its customer or to the sales team. Its delivery is the outbox row.
CREATE TABLE summaries (
    id               uuid PRIMARY KEY,
    tenant_id        text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id  uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    turn_seq         integer NOT NULL,
    audience         text NOT NULL CHECK (audience IN ('customer', 'sales')),
    style            text NOT NULL CHECK (style IN ('professional', 'casual', 'detailed')),
    reason           text NOT NULL CHECK (reason IN ('end', 'handoff', 'demand')),
    language         text NOT NULL,
    subject          text NOT NULL,
    body             text NOT NULL,
    recipient        varchar(255),
    outbox_id        uuid REFERENCES outbox ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    created_at       timestamptz NOT NULL
);
CREATE INDEX idx_summaries_conversation ON summaries (conversation_id, created_at);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['objections', 'summaries']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;

DROP FUNCTION commit_turn(text, uuid, integer, integer, integer, integer, boolean, text, timestamptz, timestamptz,
    double precision, jsonb, json, jsonb, json, integer, text, integer);

-- One turn = one commit, which also says when the customer's silence falls due. The caller's domain writes are in the
-- same transaction. Raises:
--   PT001 another turn was committed first   PT002 a person took over   PT003 newer messages wait (policy merge)
CREATE FUNCTION commit_turn(
    p_tenant text, p_conversation uuid, p_turn_seq integer, p_epoch integer, p_first_seq integer, p_last_seq integer,
    p_merge boolean, p_owner text, p_at timestamptz, p_started timestamptz, p_ms double precision, p_replies jsonb,
    p_record json, p_facts jsonb, p_state json, p_version integer, p_checkpoint_id text, p_keep integer,
    p_due timestamptz DEFAULT NULL
) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE c conversations; n integer := jsonb_array_length(p_replies);
BEGIN
    PERFORM set_config('parley.tenant', p_tenant, true);
    SELECT * INTO c FROM conversations WHERE id = p_conversation FOR NO KEY UPDATE;
    IF c.epoch <> p_epoch OR c.owner = 'human' THEN
        RAISE EXCEPTION 'a person took over' USING ERRCODE = 'PT002';
    END IF;
    IF c.turn_seq <> p_turn_seq - 1 OR c.handled_seq >= p_last_seq THEN
        RAISE EXCEPTION 'another turn was committed first' USING ERRCODE = 'PT001';
    END IF;
    IF p_merge AND c.inbound_seq > p_last_seq THEN
        RAISE EXCEPTION 'newer messages wait' USING ERRCODE = 'PT003';
    END IF;
    UPDATE conversations
       SET turn_seq = p_turn_seq, handled_seq = p_last_seq, message_seq = c.message_seq + n,
           owner = coalesce(p_owner, c.owner), updated_at = p_at,
           due_at = p_due
     WHERE id = p_conversation;
    INSERT INTO messages (id, tenant_id, conversation_id, seq, sender_type, content, message_type, turn_seq,
                          metadata, "timestamp")
    SELECT (r.value ->> 'id')::uuid, p_tenant, p_conversation, c.message_seq + r.ordinality, 'ai',
           r.value ->> 'text', 'text', p_turn_seq, r.value -> 'metadata', p_at
      FROM jsonb_array_elements(p_replies) WITH ORDINALITY r;
    INSERT INTO turns (tenant_id, conversation_id, seq, first_seq, last_seq, epoch, started_at, ms, record)
    VALUES (p_tenant, p_conversation, p_turn_seq, p_first_seq, p_last_seq, p_epoch, p_started, p_ms, p_record);
    IF jsonb_array_length(p_facts) > 0 THEN
        INSERT INTO facts (tenant_id, conversation_id, id, turn_seq, kind, value, source, expires_at)
        SELECT p_tenant, p_conversation, f ->> 'id', p_turn_seq, f ->> 'kind', f -> 'value', f ->> 'source',
               (f ->> 'expires')::timestamptz
          FROM jsonb_array_elements(p_facts) f
        ON CONFLICT (conversation_id, id) DO NOTHING;
    END IF;
    INSERT INTO checkpoints (tenant_id, conversation_id, turn_seq, checkpoint_id, version, state, created_at)
    VALUES (p_tenant, p_conversation, p_turn_seq, p_checkpoint_id, p_version, p_state, p_at);
    IF p_turn_seq > p_keep THEN
        DELETE FROM checkpoints WHERE conversation_id = p_conversation AND turn_seq = p_turn_seq - p_keep;
    END IF;
    RETURN c.message_seq + n;
END $$;

GRANT EXECUTE ON FUNCTION commit_turn TO parley_app;
