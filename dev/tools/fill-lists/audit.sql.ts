/**
 * Audit events at the Locations, of which the last has one in five hundred; one in fifty belongs to none. One person in
 * ten did almost everything; one action, and what was refused, are rare. :rows how many.
 */
export const auditStatements = [
  `INSERT INTO audit_event (at, person_id, action, subject, outcome, reason, location_id)
   SELECT now() - (:rows - n) * interval '1 second',
     pg_temp.id('actor' || CASE WHEN n % 2000 = 0 THEN 1 + n / 2000 % 9 ELSE 0 END),
     CASE WHEN n % 1000 = 0 THEN 'sheet.approve' WHEN n % 3 = 0 THEN 'account.edited' ELSE 'send.requested' END,
     'account:' || pg_temp.id('account' || 1 + n % :accounts),
     CASE WHEN n % 700 = 0 THEN 'refused' ELSE 'done' END, CASE WHEN n % 700 = 0 THEN 'forbidden' END,
     CASE WHEN n % 50 = 0 THEN NULL WHEN n % 500 = 1 THEN pg_temp.id('location' || 20)
     ELSE pg_temp.id('location' || 1 + n % 19) END
   FROM generate_series(1, :rows) n`,
];
