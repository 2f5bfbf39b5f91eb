-- Where Accounts are sent on creation, the Connect site is known: else none could be created.
ALTER TABLE location ADD CONSTRAINT location_sends_to_a_site CHECK (NOT send_on_creation OR connect_site_id IS NOT NULL);
