/** What the answer of GET /v1/accounts/{id} is made of, and nothing that only says who may see it. */
export const bareAccount = `
  SELECT a.id, a.accounts_id AS "accountsId", a.name, a.type, a.location_id AS "locationId", a.contacts, a.version,
    a.tenancy_from AS "tenancyFrom", a.tenancy_to AS "tenancyTo", s.state AS "connectState",
    l.client AS "connectClient",
    (SELECT coalesce(json_agg(json_build_object('id', c.id, 'code', c.code, 'effectiveFrom', c.effective_from,
       'effectiveTo', c.effective_to, 'version', c.version) ORDER BY c.code, c.id), '[]')
       FROM account_code c WHERE c.account_id = a.id) AS "accountCodes"
  FROM account a LEFT JOIN connect_send s ON s.account_id = a.id LEFT JOIN connect_link l ON l.account_id = a.id
  WHERE a.id = $1`;
