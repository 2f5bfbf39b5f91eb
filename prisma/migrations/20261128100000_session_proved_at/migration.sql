-- When the person last proved to the issuer who they are; null where the issuer does not say. Issuing an ID token is no proof of it, so what older
-- sessions have in signed_in_at does not count: approving where a location wants a recent sign-in needs a new one.
ALTER TABLE session ADD COLUMN proved_at TIMESTAMPTZ(6);
