-- depends: 0002_turn
-- Search: both kinds of evidence for a chunk in one statement. Term statistics follow the chunks by triggers, so that a
-- question never counts the content again, whoever wrote or removed it.

ALTER TABLE chunks DROP COLUMN embedding;
ALTER TABLE chunks
    ADD COLUMN number  bigint GENERATED ALWAYS AS IDENTITY,
    -- a row of length 1; the name says whose, because two encoders' vectors are never compared, and also where it is
    -- when it is not here
    ADD COLUMN dense   halfvec,
    ADD COLUMN encoder text,
    ADD CONSTRAINT chunks_dense_names_its_encoder CHECK (dense IS NULL OR encoder IS NOT NULL);
-- a usual chunk is a little over 2 KB: kept whole in its row, or each comparison would fetch its vector from elsewhere
ALTER TABLE chunks SET (toast_tuple_target = 8160);
CREATE UNIQUE INDEX idx_chunks_number ON chunks (tenant_id, number);
CREATE INDEX idx_chunks_shelf ON chunks (tenant_id, namespace, language);
-- for encoders of 384 dimensions, as the shipped one; others are compared exactly
CREATE INDEX idx_chunks_dense ON chunks USING hnsw ((dense::halfvec(384)) halfvec_ip_ops)
    WITH (m = 12, ef_construction = 40)
    WHERE vector_dims(dense) = 384;
-- chunks come and go, so that what is counted below needs no third trigger
REVOKE UPDATE ON chunks FROM parley_app;

-- The chunks of one tenant, namespace and language.
CREATE TABLE shelves (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id  text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    namespace  text NOT NULL,
    language   text NOT NULL,
    chunks     integer NOT NULL DEFAULT 0,
    UNIQUE (tenant_id, namespace, language)
);

-- In which chunks of a shelf the term of a place stands: how rare it is, and where to look. A GIN index would hold the
-- same, but no index whose operator may leak is used below row-level security; equality does not leak. A term that
-- stands everywhere is many rows of 128 chunks each or a few more, so that none is rewritten for ever.
CREATE TABLE terms (
    tenant_id  text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    shelf      bigint NOT NULL REFERENCES shelves ON DELETE CASCADE,
    place      integer NOT NULL,
    block      integer NOT NULL,
    chunks     bigint[] NOT NULL,
    PRIMARY KEY (shelf, place, block)
) WITH (fillfactor = 80);

-- The places of a vector, counted from 0.
CREATE FUNCTION places_of(vector sparsevec) RETURNS SETOF integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT split_part(pair, ':', 1)::integer - 1
      FROM unnest(string_to_array(substring(vector::text FROM '{(.*)}'), ',')) pair
$$;

-- what was indexed before is counted once: by the owner, whatever role that is
ALTER TABLE chunks NO FORCE ROW LEVEL SECURITY;
INSERT INTO shelves (tenant_id, namespace, language, chunks)
SELECT tenant_id, namespace, language, count(*) FROM chunks GROUP BY 1, 2, 3;
INSERT INTO terms (tenant_id, shelf, place, block, chunks)
SELECT tenant_id, id, place, (nth - 1) / 128, array_agg(number ORDER BY number)
  FROM (SELECT c.tenant_id, s.id, p.place, c.number, row_number() OVER (PARTITION BY s.id, p.place ORDER BY c.number) nth
          FROM chunks c JOIN shelves s USING (tenant_id, namespace, language), places_of(c.lexical) p(place)) o
 GROUP BY 1, 2, 3, 4;
ALTER TABLE chunks FORCE ROW LEVEL SECURITY;

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['shelves', 'terms'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_setting(''parley.tenant'', true)) '
                       'WITH CHECK (tenant_id = current_setting(''parley.tenant'', true))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', t);
    END LOOP;
END $$;

-- Writers of one tenant's content wait for each other: they meet at the same common terms in any order.
CREATE FUNCTION chunks_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('content of ' || t, 0))
       FROM (SELECT DISTINCT tenant_id t FROM came ORDER BY 1) tenants;
    INSERT INTO shelves AS s (tenant_id, namespace, language, chunks)
    SELECT tenant_id, namespace, language, count(*) FROM came GROUP BY 1, 2, 3
    ON CONFLICT (tenant_id, namespace, language) DO UPDATE SET chunks = s.chunks + excluded.chunks;
    INSERT INTO terms AS t (tenant_id, shelf, place, block, chunks)
    SELECT n.tenant_id, n.shelf, n.place, coalesce(o.block, 0), n.numbers
      FROM (SELECT c.tenant_id, s.id AS shelf, p.place, array_agg(c.number ORDER BY c.number) AS numbers
              FROM came c JOIN shelves s USING (tenant_id, namespace, language), places_of(c.lexical) p(place)
             GROUP BY 1, 2, 3) n
      LEFT JOIN LATERAL (SELECT CASE WHEN cardinality(l.chunks) < 128 THEN l.block ELSE l.block + 1 END AS block
                           FROM terms l WHERE l.shelf = n.shelf AND l.place = n.place
                          ORDER BY l.block DESC LIMIT 1) o ON true
    ON CONFLICT (shelf, place, block) DO UPDATE SET chunks = t.chunks || excluded.chunks;
    RETURN NULL;
END $$;

CREATE FUNCTION chunks_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('content of ' || t, 0))
       FROM (SELECT DISTINCT tenant_id t FROM went ORDER BY 1) tenants;
    WITH gone AS MATERIALIZED (
        SELECT s.id AS shelf, p.place, array_agg(w.number) AS numbers
          FROM went w JOIN shelves s USING (tenant_id, namespace, language), places_of(w.lexical) p(place)
         GROUP BY 1, 2
    ), emptied AS (
        DELETE FROM terms t USING gone g
         WHERE t.shelf = g.shelf AND t.place = g.place AND t.chunks <@ g.numbers
    )
    UPDATE terms t SET chunks = ARRAY(SELECT n FROM unnest(t.chunks) n WHERE n <> ALL (g.numbers) ORDER BY n)
      FROM gone g
     WHERE t.shelf = g.shelf AND t.place = g.place AND t.chunks && g.numbers AND NOT t.chunks <@ g.numbers;
    UPDATE shelves s SET chunks = s.chunks - w.number
      FROM (SELECT tenant_id, namespace, language, count(*) AS number FROM went GROUP BY 1, 2, 3) w
     WHERE (s.tenant_id, s.namespace, s.language) = (w.tenant_id, w.namespace, w.language);
    RETURN NULL;
END $$;

CREATE TRIGGER chunks_came AFTER INSERT ON chunks
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION chunks_came();
CREATE TRIGGER chunks_went AFTER DELETE ON chunks
    REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION chunks_went();

-- How rare each term is on a shelf of so many chunks, as in knowledge/lexical.py; "reached" counts the places where
-- one would have looked for it and for all that are rarer.
CREATE FUNCTION rarities(p_shelf bigint, p_chunks integer, p_places integer[])
RETURNS TABLE (place integer, standing bigint, rarity double precision, reached numeric)
LANGUAGE sql STABLE AS $$
    SELECT q.place, q.standing, ln(1 + (p_chunks - q.standing + 0.5) / (q.standing + 0.5)::double precision),
           sum(q.standing) OVER (ORDER BY q.standing, q.place)
      FROM (SELECT a.place, coalesce((SELECT sum(cardinality(t.chunks)) FROM terms t
                                       WHERE t.shelf = p_shelf AND t.place = a.place), 0)::bigint AS standing
              FROM unnest(p_places) a(place)) q
$$;

-- The best chunks of each shelf of a namespace, in one round trip. Sets its own tenant scope, as all of it is below
-- row-level security: what another tenant owns cannot come out, by whatever index it was met.
--   share   of the BM25 product that the whole question would have; may pass 1
--   cosine  of the encoder's vectors; null where the chunk has none of that encoder
--   score   weight * cosine + (1 - weight) * share, with the weight of the shelf's language in p_weights, or of "*"
CREATE FUNCTION find_chunks(
    p_tenant text, p_namespace text, p_places integer[], p_encoder text, p_dense halfvec, p_weights jsonb,
    p_expected integer, p_limit integer
) RETURNS TABLE (
    document text, title text, url text, ordinal integer, heading text, anchor text, body text, language text,
    before text, after text, updated timestamptz, share double precision, cosine double precision, score double precision
)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    exact     constant integer := 1000;  -- chunks that are compared one by one, on either side
    shortlist constant integer := 50;    -- candidates from either side
    s         shelves;
    asked     sparsevec;
    whole     double precision;
    weight    double precision;
    few       integer[];  -- the rarest terms, where one looks for candidates
    chosen    bigint[];
BEGIN
    PERFORM set_config('parley.tenant', p_tenant, true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
            set_config('hnsw.ef_search', '100', true);
    FOR s IN SELECT * FROM shelves h WHERE h.tenant_id = p_tenant AND h.namespace = p_namespace AND h.chunks > 0
              ORDER BY h.language
    LOOP
        SELECT '{' || string_agg((r.place + 1) || ':' || r.rarity::real, ',' ORDER BY r.place) || '}/16777216',
               avg(r.rarity) * least(count(*), p_expected),
               array_agg(r.place) FILTER (WHERE r.standing > 0 AND (r.reached <= exact OR r.reached = r.standing))
          INTO asked, whole, few FROM rarities(s.id, s.chunks, p_places) r;
        weight := coalesce(p_weights -> s.language, p_weights -> '*')::double precision;
        IF s.chunks <= exact THEN
            chosen := ARRAY(SELECT c.number FROM chunks c
                             WHERE c.tenant_id = p_tenant AND c.namespace = p_namespace AND c.language = s.language);
        ELSE
            chosen := ARRAY(SELECT c.number
                              FROM (SELECT unnest(t.chunks) AS number FROM terms t
                                     WHERE t.shelf = s.id AND t.place = ANY (few) LIMIT 2 * exact) h
                              JOIN chunks c ON c.tenant_id = p_tenant AND c.number = h.number
                             GROUP BY c.number, c.lexical ORDER BY c.lexical <#> asked, c.number LIMIT shortlist);
            IF weight > 0 AND vector_dims(p_dense) = 384 THEN
                chosen := chosen || ARRAY(
                    SELECT c.number FROM chunks c
                     WHERE c.tenant_id = p_tenant AND c.namespace = p_namespace AND c.language = s.language
                       AND c.encoder = p_encoder AND vector_dims(c.dense) = 384
                     ORDER BY c.dense::halfvec(384) <#> p_dense::halfvec(384) LIMIT shortlist);
            ELSIF weight > 0 THEN
                chosen := chosen || ARRAY(
                    SELECT c.number FROM chunks c
                     WHERE c.tenant_id = p_tenant AND c.namespace = p_namespace AND c.language = s.language
                       AND c.encoder = p_encoder
                     ORDER BY c.dense <#> p_dense LIMIT shortlist);
            END IF;
        END IF;
        RETURN QUERY
        SELECT b.document_id, d.title, d.url, b.ordinal, b.heading, b.anchor, b.body, b.language,
               (SELECT n.heading FROM chunks n WHERE (n.tenant_id, n.document_id, n.ordinal)
                                                   = (p_tenant, b.document_id, b.ordinal - 1)),
               (SELECT n.heading FROM chunks n WHERE (n.tenant_id, n.document_id, n.ordinal)
                                                   = (p_tenant, b.document_id, b.ordinal + 1)),
               d.modified_at, b.share, b.cosine, b.score
          FROM (SELECT e.*, coalesce(weight * e.cosine, 0) + (1 - CASE WHEN e.cosine IS NULL THEN 0 ELSE weight END)
                                                             * e.share AS score
                  FROM (SELECT c.*, -(c.lexical <#> asked) / whole AS share,
                               CASE WHEN c.encoder = p_encoder THEN -(c.dense <#> p_dense) END AS cosine
                          FROM chunks c WHERE c.tenant_id = p_tenant AND c.number = ANY (chosen)) e
                 ORDER BY score DESC, e.document_id, e.ordinal LIMIT p_limit) b
          JOIN documents d ON d.tenant_id = p_tenant AND d.id = b.document_id
         ORDER BY b.score DESC, b.document_id, b.ordinal;
    END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION places_of, rarities, find_chunks TO parley_app;
