-- Who did what, from where, and what was refused. What was recorded before keeps its columns, and nothing in the new ones.
ALTER TABLE "audit_event" ADD COLUMN "outcome" TEXT NOT NULL DEFAULT 'done',
  ADD COLUMN "reason" TEXT,
  ADD COLUMN "location_id" UUID,
  ADD COLUMN "address" TEXT,
  ADD COLUMN "request_id" UUID,
  ADD COLUMN "credential" TEXT,
  ADD COLUMN "workflow_id" TEXT,
  ADD COLUMN "before" JSONB,
  ADD COLUMN "after" JSONB;
ALTER TABLE "audit_event" ADD CONSTRAINT audit_event_outcome CHECK (outcome IN ('done', 'refused')) NOT VALID;
-- The moment at which it is recorded, not that at which its transaction began: events are sealed in about this order.
ALTER TABLE "audit_event" ALTER COLUMN "at" SET DEFAULT clock_timestamp();

-- A decision is applied by a worker, and recorded as coming from where its person decided.
ALTER TABLE "decision" ADD COLUMN "origin" JSONB;

-- The chain: the hash of each event covers the hash before it.
CREATE TABLE "audit_seal" (
    "number" BIGINT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "form" SMALLINT NOT NULL DEFAULT 1,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("number")
);
CREATE UNIQUE INDEX "audit_seal_event_id_key" ON "audit_seal"("event_id");
CREATE TRIGGER audit_seal_insert_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_not_emptied BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Events that are not sealed yet: writers never wait for the one who seals.
CREATE TABLE "audit_unsealed" (
    "event_id" BIGINT NOT NULL,

    CONSTRAINT "audit_unsealed_pkey" PRIMARY KEY ("event_id")
);
CREATE FUNCTION note_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unsealed (event_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER audit_event_to_be_sealed AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION note_unsealed();
INSERT INTO audit_unsealed (event_id) SELECT id FROM audit_event;

-- For every role but the owner, the tables are insert-only even if somebody removes the triggers.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_seal FROM PUBLIC;
DO $$
DECLARE
  granted record;
BEGIN
  FOR granted IN
    SELECT DISTINCT c.oid::regclass AS place, a.grantee::regrole AS role
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
    WHERE c.oid IN ('audit_event'::regclass, 'audit_seal'::regclass) AND a.grantee NOT IN (0, c.relowner)
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM %s', granted.place, granted.role);
  END LOOP;
END $$;
