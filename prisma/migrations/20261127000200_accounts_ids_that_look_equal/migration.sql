-- Accounts IDs are told apart by what people can see of them: by their key.
ALTER TABLE "account" ADD COLUMN "accounts_id_key" TEXT NOT NULL GENERATED ALWAYS AS (fold_key(accounts_id)) STORED,
  ADD COLUMN "looked_alike" BOOLEAN NOT NULL DEFAULT false;

-- Accounts of before that look equal are kept, and listed as work until one of them has another Accounts ID.
UPDATE account SET looked_alike = true
WHERE accounts_id_key IN (SELECT accounts_id_key FROM account GROUP BY accounts_id_key HAVING count(*) > 1);

-- No new one looks like another; that no two are the same, account_accounts_id_key sees to. An Account that keeps its Accounts ID is not asked.
CREATE FUNCTION refuse_look_alike() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('accounts id ' || fold_key(NEW.accounts_id), 0));
  IF EXISTS (SELECT FROM account a
             WHERE a.accounts_id_key = fold_key(NEW.accounts_id) AND a.accounts_id <> NEW.accounts_id AND a.id <> NEW.id) THEN
    RAISE EXCEPTION 'another account has an Accounts ID that looks like this one'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'account_looks_like_no_other';
  END IF;
  NEW.looked_alike := false;
  RETURN NEW;
END $$;
CREATE TRIGGER account_new_looks_like_no_other BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION refuse_look_alike();
CREATE TRIGGER account_renamed_looks_like_no_other BEFORE UPDATE OF accounts_id ON account
  FOR EACH ROW WHEN (NEW.accounts_id <> OLD.accounts_id) EXECUTE FUNCTION refuse_look_alike();
