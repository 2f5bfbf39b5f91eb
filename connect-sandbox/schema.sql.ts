/** Steps of the schema `connect_sandbox`, each applied once and in order. Append; never change a released one. */
export const schemaSteps: readonly string[] = [
  `
CREATE TABLE connect_sandbox.site (
  id text PRIMARY KEY,
  name text NOT NULL,
  time_zone text NOT NULL
);

CREATE TABLE connect_sandbox.client (
  id text PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  version integer NOT NULL DEFAULT 1,
  name text NOT NULL,
  name_folded text NOT NULL,
  type text NOT NULL CHECK (type IN ('Residential', 'Virtual')),
  site_id text NOT NULL REFERENCES connect_sandbox.site,
  start_date timestamptz NOT NULL,
  end_date timestamptz NOT NULL,
  billing_reference text NOT NULL,
  status text NOT NULL DEFAULT 'Awaiting Provisioning' CHECK (status IN ('Awaiting Provisioning', 'Active')),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz,
  written_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ON connect_sandbox.client (billing_reference);
CREATE INDEX ON connect_sandbox.client (site_id, name_folded);

-- What a search that lags still sees: each client as it was after each write.
CREATE TABLE connect_sandbox.client_version (
  LIKE connect_sandbox.client,
  PRIMARY KEY (id, version),
  FOREIGN KEY (id) REFERENCES connect_sandbox.client ON DELETE CASCADE
);
CREATE FUNCTION connect_sandbox.keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO connect_sandbox.client_version SELECT NEW.*;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_version AFTER INSERT OR UPDATE ON connect_sandbox.client
  FOR EACH ROW EXECUTE FUNCTION connect_sandbox.keep_version();

CREATE TABLE connect_sandbox.idempotency_key (
  key text PRIMARY KEY,
  body_hash text NOT NULL,
  answer json NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE connect_sandbox.owner (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  instance text NOT NULL,
  since timestamptz NOT NULL,
  etag text NOT NULL
);

-- started_local: the time on the wall at the site. Amounts in major units of the site's currency.
-- No foreign key to the site: checked by the million it takes longer than the rest, and sites are never removed alone.
CREATE TABLE connect_sandbox.call (
  id bigint GENERATED ALWAYS AS IDENTITY,
  site_id text NOT NULL,
  started_local timestamp NOT NULL,
  account_code text NOT NULL,
  extension text NOT NULL,
  number text NOT NULL,
  destination text NOT NULL,
  duration_seconds integer NOT NULL,
  buy numeric(14, 4) NOT NULL,
  sell numeric(14, 4) NOT NULL
);
CREATE INDEX ON connect_sandbox.call (site_id, started_local, id);

CREATE TABLE connect_sandbox.fault_settings (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  search_lag_ms integer NOT NULL DEFAULT 0,
  ignore_idempotency_key boolean NOT NULL DEFAULT false
);

CREATE TABLE connect_sandbox.fault_rule (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  operation text NOT NULL,
  billing_reference text,
  remaining integer CHECK (remaining >= 0),
  used integer NOT NULL DEFAULT 0,
  rule json NOT NULL
);

CREATE TABLE connect_sandbox.request (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  operation text NOT NULL,
  idempotency_key text,
  billing_reference text,
  committed boolean NOT NULL DEFAULT false,
  status integer,
  outcome text NOT NULL DEFAULT 'working'
);
CREATE INDEX ON connect_sandbox.request (operation, id);

-- A number in [0, 1) from seven digits of a hash: the same on every machine and version.
CREATE FUNCTION connect_sandbox.draw(hash text, place integer) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT ('x' || substr(hash, place, 7))::bit(28)::integer / 268435456.0::double precision $$;
`,
];
