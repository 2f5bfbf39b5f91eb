-- Which thing has changed, for everybody who is looking at it: a notification of the form `kind id location`, sent with the commit. It has no contents.
-- An id or a Location that there is none of is `-`. Where a statement changes many things at a Location, one notification without an id stands for all.

CREATE FUNCTION send_hints(kind text, ids uuid[], locations uuid[], remark text DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('hints', concat_ws(' ', kind, coalesce(told.id::text, '-'), coalesce(told.location::text, '-'), remark))
  FROM (
    SELECT DISTINCT CASE WHEN counted.together <= 20 THEN counted.id END AS id, counted.location
    FROM (
      SELECT one.id, one.location, count(*) OVER (PARTITION BY one.location) AS together
      FROM (SELECT DISTINCT u.id, u.location FROM unnest(ids, locations) AS u (id, location)) one
    ) counted
  ) told;
END $$;

CREATE FUNCTION hint_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('account', array_agg(c.id), array_agg(c.location_id)) FROM changed c;
  RETURN NULL;
END $$;
CREATE TRIGGER account_made_hints AFTER INSERT ON account REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_accounts();
CREATE TRIGGER account_changed_hints AFTER UPDATE ON account REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_accounts();
-- An Account that has moved is gone from its old Location.
CREATE TRIGGER account_left_hints AFTER UPDATE ON account REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_accounts();

CREATE FUNCTION hint_accounts_of_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('account', array_agg(c.account_id), array_agg(c.location_id)) FROM changed c;
  RETURN NULL;
END $$;
CREATE TRIGGER account_code_made_hints AFTER INSERT ON account_code REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_accounts_of_codes();
CREATE TRIGGER account_code_changed_hints AFTER UPDATE ON account_code REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_accounts_of_codes();
CREATE TRIGGER account_code_gone_hints AFTER DELETE ON account_code REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_accounts_of_codes();

CREATE FUNCTION hint_new_sends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('send', array_agg(c.account_id), array_agg(c.location_id)) FROM changed c;
  RETURN NULL;
END $$;
CREATE TRIGGER connect_send_made_hints AFTER INSERT ON connect_send REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_new_sends();

-- Nobody sees a lease that is renewed.
CREATE FUNCTION hint_changed_sends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('send', array_agg(c.account_id), array_agg(c.location_id)) FROM changed c JOIN was w USING (account_id)
  WHERE (c.state, c.generation, c.attempt, c.last_fault, c.next_try_at, c.candidates)
    IS DISTINCT FROM (w.state, w.generation, w.attempt, w.last_fault, w.next_try_at, w.candidates);
  RETURN NULL;
END $$;
CREATE TRIGGER connect_send_changed_hints AFTER UPDATE ON connect_send REFERENCING OLD TABLE AS was NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_changed_sends();

CREATE FUNCTION hint_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('send', array_agg(a.id), array_agg(a.location_id)) FROM changed c JOIN account a ON a.id = c.account_id;
  RETURN NULL;
END $$;
CREATE TRIGGER connect_link_made_hints AFTER INSERT ON connect_link REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_links();
CREATE TRIGGER connect_link_changed_hints AFTER UPDATE ON connect_link REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_links();
CREATE TRIGGER connect_link_gone_hints AFTER DELETE ON connect_link REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_links();

CREATE FUNCTION hint_new_imports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('import', array_agg(c.id), array_agg(c.location_id)) FROM changed c;
  RETURN NULL;
END $$;
CREATE TRIGGER charge_import_made_hints AFTER INSERT ON charge_import REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_new_imports();

-- Rows have no trigger. An import that gets on, in the same state, is marked so that its readers can be told more rarely.
CREATE FUNCTION hint_changed_imports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('import', array_agg(told.id), array_agg(told.location_id), told.remark)
  FROM (
    SELECT c.id, c.location_id, CASE WHEN (c.status, c.stopped, c.failure, c.totals, c.new_matches)
      IS NOT DISTINCT FROM (w.status, w.stopped, w.failure, w.totals, w.new_matches) THEN 'progress' END AS remark
    FROM changed c JOIN was w USING (id)
  ) told GROUP BY told.remark;
  RETURN NULL;
END $$;
CREATE TRIGGER charge_import_changed_hints AFTER UPDATE ON charge_import REFERENCING OLD TABLE AS was NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_changed_imports();

CREATE FUNCTION hint_sheets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('sheet', array_agg(c.id), array_agg(c.location_id)) FROM changed c;
  RETURN NULL;
END $$;
CREATE TRIGGER batch_sheet_made_hints AFTER INSERT ON batch_sheet REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_sheets();
CREATE TRIGGER batch_sheet_changed_hints AFTER UPDATE ON batch_sheet REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_sheets();

CREATE FUNCTION hint_sheets_of_approvals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('sheet', array_agg(s.id), array_agg(s.location_id)) FROM changed c JOIN batch_sheet s ON s.id = c.sheet_id;
  RETURN NULL;
END $$;
CREATE TRIGGER approval_made_hints AFTER INSERT ON approval REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_sheets_of_approvals();

CREATE FUNCTION hint_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('decision', array_agg(c.id), array_agg(coalesce(i.location_id, a.location_id)))
  FROM changed c LEFT JOIN charge_import i ON i.id = c.import_id LEFT JOIN account a ON a.id = c.account_id;
  RETURN NULL;
END $$;
CREATE TRIGGER decision_made_hints AFTER INSERT ON decision REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_decisions();
CREATE TRIGGER decision_changed_hints AFTER UPDATE ON decision REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_decisions();

CREATE FUNCTION hint_locations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('location', array_agg(c.id), array_agg(c.id)) FROM changed c;
  RETURN NULL;
END $$;
CREATE TRIGGER location_made_hints AFTER INSERT ON location REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_locations();
CREATE TRIGGER location_changed_hints AFTER UPDATE ON location REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_locations();

-- What belongs to no Location. The trigger's argument is the kind.
CREATE FUNCTION hint_catalogue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints(TG_ARGV[0], array_agg(c.id), array_agg(NULL::uuid)) FROM changed c;
  RETURN NULL;
END $$;
CREATE TRIGGER product_group_made_hints AFTER INSERT ON product_group REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_catalogue('product-group');
CREATE TRIGGER product_group_changed_hints AFTER UPDATE ON product_group REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_catalogue('product-group');
CREATE TRIGGER product_made_hints AFTER INSERT ON product REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_catalogue('product');
CREATE TRIGGER product_changed_hints AFTER UPDATE ON product REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_catalogue('product');
CREATE TRIGGER import_type_made_hints AFTER INSERT ON import_type REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_catalogue('import-type');
CREATE TRIGGER import_type_changed_hints AFTER UPDATE ON import_type REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_catalogue('import-type');
CREATE TRIGGER person_made_hints AFTER INSERT ON person REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_catalogue('person');
CREATE TRIGGER person_changed_hints AFTER UPDATE ON person REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_catalogue('person');

-- Rights and keys of a person. These also make API processes look again at who is listening.
CREATE FUNCTION hint_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('person', array_agg(c.person_id), array_agg(NULL::uuid)) FROM changed c;
  RETURN NULL;
END $$;
CREATE TRIGGER person_grant_made_hints AFTER INSERT ON person_grant REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_persons();
CREATE TRIGGER person_grant_changed_hints AFTER UPDATE ON person_grant REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_persons();
CREATE TRIGGER person_grant_gone_hints AFTER DELETE ON person_grant REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_persons();
CREATE TRIGGER api_key_made_hints AFTER INSERT ON api_key REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_persons();
CREATE TRIGGER api_key_gone_hints AFTER DELETE ON api_key REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_persons();

-- Not every use of a key or a session: only its end.
CREATE FUNCTION hint_revoked_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('person', array_agg(c.person_id), array_agg(NULL::uuid)) FROM changed c JOIN was w USING (id)
  WHERE c.revoked_at IS DISTINCT FROM w.revoked_at;
  RETURN NULL;
END $$;
CREATE TRIGGER api_key_changed_hints AFTER UPDATE ON api_key REFERENCING OLD TABLE AS was NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_revoked_keys();

CREATE FUNCTION hint_ended_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hints('person', array_agg(c.person_id), array_agg(NULL::uuid)) FROM changed c JOIN was w USING (id)
  WHERE c.ended_at IS DISTINCT FROM w.ended_at;
  RETURN NULL;
END $$;
CREATE TRIGGER session_changed_hints AFTER UPDATE ON session REFERENCING OLD TABLE AS was NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_ended_sessions();
CREATE TRIGGER session_gone_hints AFTER DELETE ON session REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_persons();
