/**
 * Locations, of which the last has one Account or sheet in five hundred, and Accounts with their sends and clients.
 * What is rare comes last in the order of its list: the 0.1 % that wait for a decision, and as many that were never
 * sent. :accounts how many.
 */
export const accountStatements = [
  `INSERT INTO location (id, name, time_zone, currency)
   SELECT pg_temp.id('location' || n), 'Fill ' || lpad(n::text, 2, '0'), 'Europe/London', 'GBP'
   FROM generate_series(1, 20) n`,

  `INSERT INTO account (id, accounts_id, name, type, location_id, sent)
   SELECT pg_temp.id('account' || n), 'FILL-' || lpad(n::text, 7, '0'),
     (ARRAY['Alder', 'Birch', 'Cedar', 'Damson', 'Elm', 'Fir', 'Ginkgo', 'Hazel'])[1 + n % 8] || ' ' ||
       CASE WHEN n % 5000 = 7 THEN 'Quixotic' WHEN n > :accounts - :accounts / 30 THEN 'Zephyr'
       ELSE left(md5(n::text), 6) END || ' Ltd',
     'Residential', pg_temp.id('location' || CASE WHEN n % 500 = 0 THEN 20 ELSE 1 + n % 19 END),
     n <= :accounts - :accounts / 500 OR n > :accounts - :accounts / 1000
   FROM generate_series(1, :accounts) n`,

  // One in ten more has a twin from before no two Accounts could look alike; none at the last Location.
  `INSERT INTO account (id, accounts_id, name, type, location_id, looked_alike, created_at)
   SELECT pg_temp.id(twin || n), twin || '-' || lpad(n::text, 7, '0'),
     'Twin Ltd', 'Residential', pg_temp.id('location' || 1 + n % 19), true, now() - n * interval '1 hour'
   FROM generate_series(1, :accounts / 20) n, unnest(ARRAY['TWIN', 'twin']) twin`,

  `INSERT INTO connect_send (account_id, state, payload, requested_at, updated_at, accounts_id, location_id, candidates)
   SELECT a.id, CASE WHEN n > :accounts - :accounts / 1000 THEN 'needs-decision' WHEN n % 20 = 0 THEN 'waiting'
     WHEN n % 33 = 0 THEN 'rejected' ELSE 'linked' END,
     '{}', now() - (:accounts - n) * interval '1 minute', now() - (:accounts - n) * interval '1 minute',
     a.accounts_id, a.location_id, '[]'
   FROM generate_series(1, :accounts) n JOIN account a ON a.id = pg_temp.id('account' || n) WHERE a.sent`,

  `INSERT INTO connect_link (account_id, client_id, client, adopted)
   SELECT s.account_id, 'C-' || s.accounts_id,
     jsonb_build_object('id', 'C-' || s.accounts_id, 'name', s.accounts_id,
       'status', 'Active', 'type', 'Residential'), false
   FROM connect_send s WHERE s.state = 'linked' AND s.accounts_id LIKE 'FILL-%'`,

  // One in ten: the rule of one owner costs each of them a look.
  `INSERT INTO account_code (account_id, location_id, code, code_key)
   SELECT a.id, a.location_id, a.accounts_id, lower(a.accounts_id)
   FROM generate_series(10, :accounts, 10) n JOIN account a ON a.id = pg_temp.id('account' || n)
   ORDER BY a.location_id, a.accounts_id`,
];
