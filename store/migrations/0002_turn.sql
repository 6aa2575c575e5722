-- depends: 0001_house
-- The three database moments of a turn, each one round trip: a message arrives, a turn is loaded, a turn is committed.
-- Each sets its own tenant scope for the transaction that it is, and runs with the caller's rights.

-- Stores a message and acknowledges it. Serialised per conversation by its row; a repeated client id changes nothing.
-- outcome: stored, repeated, ended, unknown.
CREATE FUNCTION arrive(
    p_tenant text, p_conversation uuid, p_id uuid, p_client_message_id text, p_sender text, p_type text,
    p_content text, p_metadata jsonb, p_at timestamptz, p_page_url text
) RETURNS TABLE (outcome text, seq integer, owner text, handled_seq integer)
LANGUAGE plpgsql AS $$
DECLARE c conversations; old integer;
BEGIN
    PERFORM set_config('parley.tenant', p_tenant, true);
    SELECT * INTO c FROM conversations WHERE id = p_conversation FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'unknown', NULL::integer, NULL::text, NULL::integer; RETURN;
    END IF;
    IF p_client_message_id IS NOT NULL THEN
        SELECT m.seq INTO old FROM messages m
         WHERE m.conversation_id = p_conversation AND m.client_message_id = p_client_message_id;
        IF FOUND THEN
            RETURN QUERY SELECT 'repeated', old, c.owner, c.handled_seq; RETURN;
        END IF;
    END IF;
    IF c.status = 'ended' THEN
        RETURN QUERY SELECT 'ended', NULL::integer, c.owner, c.handled_seq; RETURN;
    END IF;
    UPDATE conversations
       SET message_seq = c.message_seq + 1, inbound_seq = c.message_seq + 1, updated_at = p_at,
           page_url = coalesce(p_page_url, page_url)
     WHERE id = p_conversation;
    INSERT INTO messages (id, tenant_id, conversation_id, seq, client_message_id, sender_type, content,
                          message_type, metadata, "timestamp")
    VALUES (p_id, p_tenant, p_conversation, c.message_seq + 1, p_client_message_id, p_sender, p_content,
            p_type, p_metadata, p_at);
    RETURN QUERY SELECT 'stored', c.message_seq + 1, c.owner, c.handled_seq;
END $$;

-- What a turn starts from: the conversation, what waits (bounded by sequence number, never by sorting the whole
-- history) and the newest checkpoint.
CREATE FUNCTION load_turn(p_tenant text, p_conversation uuid, p_limit integer)
RETURNS TABLE (conversation json, waiting json, checkpoint json, checkpoint_version integer)
LANGUAGE plpgsql STABLE AS $$
DECLARE c conversations; held checkpoints; inbound json;
BEGIN
    PERFORM set_config('parley.tenant', p_tenant, true);
    SELECT * INTO c FROM conversations WHERE id = p_conversation;
    IF NOT FOUND THEN RETURN; END IF;
    IF c.inbound_seq > c.handled_seq THEN
        SELECT json_agg(w) INTO inbound FROM (
            SELECT m.id, m.seq, m.content, m.message_type, m.metadata FROM messages m
             WHERE m.conversation_id = p_conversation
               AND m.seq > c.handled_seq AND m.seq <= c.inbound_seq AND m.sender_type IN ('client', 'system')
             ORDER BY m.seq LIMIT p_limit) w;
    END IF;
    IF c.turn_seq > 0 THEN
        SELECT * INTO held FROM checkpoints k
         WHERE k.conversation_id = p_conversation AND k.turn_seq = c.turn_seq;
    END IF;
    RETURN QUERY SELECT row_to_json(c), inbound, held.state, held.version;
END $$;

-- One turn = one commit. The caller's domain writes are in the same transaction. Raises:
--   PT001 another turn was committed first   PT002 a person took over   PT003 newer messages wait (policy merge)
CREATE FUNCTION commit_turn(
    p_tenant text, p_conversation uuid, p_turn_seq integer, p_epoch integer, p_first_seq integer, p_last_seq integer,
    p_merge boolean, p_owner text, p_at timestamptz, p_started timestamptz, p_ms double precision, p_replies jsonb,
    p_record json, p_facts jsonb, p_state json, p_version integer, p_checkpoint_id text, p_keep integer
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
           owner = coalesce(p_owner, c.owner), updated_at = p_at
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

GRANT EXECUTE ON FUNCTION arrive, load_turn, commit_turn TO parley_app;
