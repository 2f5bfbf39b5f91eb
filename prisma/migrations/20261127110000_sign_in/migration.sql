-- Sign-in by an OIDC issuer: who a subject of the issuer is, sign-ins that have begun, and the sessions that came of them.
ALTER TABLE person ADD COLUMN email TEXT;
CREATE UNIQUE INDEX person_email_key ON person (lower(email));

CREATE TABLE person_identity (
    id UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_at TIMESTAMPTZ(6) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX person_identity_subject_key ON person_identity (issuer, subject);
-- A Person is linked to one subject of an issuer: an e-mail links once.
CREATE UNIQUE INDEX person_identity_person_key ON person_identity (person_id, issuer);

-- Used once, by the browser that began it.
CREATE TABLE sign_in_flow (
    state_sha256 TEXT NOT NULL PRIMARY KEY,
    browser_sha256 TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    way_back TEXT NOT NULL,
    max_age_seconds INTEGER,
    expires_at TIMESTAMPTZ(6) NOT NULL
);
CREATE INDEX sign_in_flow_expires_at_idx ON sign_in_flow (expires_at);

CREATE TABLE session (
    id UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    token_sha256 TEXT NOT NULL,
    -- When the person last proved to the issuer who they are.
    signed_in_at TIMESTAMPTZ(6) NOT NULL,
    created_at TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    last_used_at TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    user_agent TEXT,
    ended_at TIMESTAMPTZ(6)
);
CREATE UNIQUE INDEX session_token_sha256_key ON session (token_sha256);
CREATE INDEX session_person_id_idx ON session (person_id);
CREATE INDEX session_created_at_idx ON session (created_at);

-- Approving at a Location may need a sign-in no older than this.
ALTER TABLE location ADD COLUMN fresh_sign_in_minutes INTEGER CHECK (fresh_sign_in_minutes BETWEEN 1 AND 1440);
