import { fold } from '../../../domain/text/fold';
import { Refusal } from '../../../domain/refusal';
import type { Transaction } from '../../client/database';
import { prepared } from '../../client/prepared';
import { type AuditEntry, recordAudit } from '../people/audit';
import { versionDiffers } from '../version-differs';
import { constraintOf } from '../../client/constraint';
import { lockMatching, recordMatchingEdit, rematchOpenImports } from '../imports/matching/matching-edits';

export interface NewAccountCode {
  accountId: string;
  locationId: string;
  code: string;
  /** Local dates, yyyy-mm-dd, half-open: valid from the first date, no longer valid on the last. */
  effectiveFrom: string | null;
  effectiveTo: string | null;
}

export interface CodeHolder {
  accountId: string;
  accountsId: string;
}

/** The holder of a code at a Location during any part of the dates. */
export async function codeHolder(tx: Transaction, code: NewAccountCode): Promise<CodeHolder | null> {
  const [holder] = await tx.query<CodeHolder>(
    `SELECT a.id AS "accountId", a.accounts_id AS "accountsId" FROM account_code c JOIN account a ON a.id = c.account_id
     WHERE c.location_id = $1 AND c.code_key = $2
       AND daterange(c.effective_from, c.effective_to) && daterange($3::date, $4::date) LIMIT 1`,
    [code.locationId, fold(code.code), code.effectiveFrom, code.effectiveTo],
  );
  return holder ?? null;
}

export interface CodeAvailability {
  /** Another Account that holds the code during any part of the dates. */
  holder: CodeHolder | null;
  /** The parts of the dates during which nobody holds it. */
  free: Pick<NewAccountCode, 'effectiveFrom' | 'effectiveTo'>[];
}

const availability = prepared(
  `WITH holding AS (
     SELECT account_id, daterange(effective_from, effective_to) AS dates FROM account_code
     WHERE location_id = $1 AND code_key = $2
       AND daterange(effective_from, effective_to) && daterange($3::date, $4::date)
   )
   SELECT (SELECT json_build_object('accountId', a.id, 'accountsId', a.accounts_id)
       FROM holding h JOIN account a ON a.id = h.account_id WHERE h.account_id <> $5 LIMIT 1) AS holder,
     (SELECT coalesce(json_agg(json_build_object('effectiveFrom', lower(part), 'effectiveTo', upper(part))
         ORDER BY part), '[]')
       FROM unnest(datemultirange(daterange($3::date, $4::date)) - coalesce(
         (SELECT range_agg(h.dates) FROM holding h), '{}')) part) AS free`,
);

/** Best asked once `lockMatching` has been called: from then on, it stays as it is. */
export async function codeAvailability(tx: Transaction, code: NewAccountCode): Promise<CodeAvailability> {
  const values = [code.locationId, fold(code.code), code.effectiveFrom, code.effectiveTo, code.accountId];
  const [found] = await tx.query<CodeAvailability>(availability, values);
  return found as CodeAvailability;
}

/**
 * Adds a code to an Account; drafts at the Location are rematched.
 * @throws Refusal account-code-taken if somebody holds it at the Location during those dates.
 */
export async function addAccountCode(
  tx: Transaction,
  code: NewAccountCode,
  personId: string | null,
): Promise<string> {
  await lockMatching(tx, code.locationId);
  const holder = await codeHolder(tx, code);
  if (holder) throw codeTaken(code.code, holder);
  return insertCode(tx, code, personId);
}

const insert = prepared(
  `INSERT INTO account_code (account_id, location_id, code, code_key, effective_from, effective_to)
   VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
);

/** The same, once `lockMatching` has been called and nobody else was seen to hold the code. */
export async function insertCode(
  tx: Transaction,
  code: NewAccountCode,
  personId: string | null,
): Promise<string> {
  const { accountId, locationId, effectiveFrom, effectiveTo } = code;
  const codeKey = fold(code.code);
  const [made] = await tx
    .query<{ id: string }>(insert, [
      accountId,
      locationId,
      code.code.trim(),
      codeKey,
      effectiveFrom,
      effectiveTo,
    ])
    .catch((error: unknown) => {
      throw constraintOf(error) === 'account_code_one_owner' ? codeTaken(code.code, null) : error;
    });
  const id = made?.id as string;
  await afterCodeChange(
    tx,
    { accountId, locationId, codeKey, personId },
    // Not the code itself: in some call logs it is a telephone number.
    { action: 'account-code.added', detail: { codeId: id }, after: { effectiveFrom, effectiveTo } },
  );
  return id;
}

export interface CodeEnd {
  id: string;
  accountId: string;
  locationId: string;
  effectiveTo: string | null;
  /** The version that the editor has seen; null edits whatever is there. */
  version: number | null;
  personId: string;
}

/** @throws Refusal if the new range would be empty or overlap another holder's, or if somebody has edited the code. */
export async function endAccountCode(tx: Transaction, change: CodeEnd): Promise<void> {
  await lockMatching(tx, change.locationId);
  const done = await tx
    .query<{ codeKey: string; before: string | null }>(
      `UPDATE account_code c SET effective_to = $3, version = c.version + 1 FROM account_code old
       WHERE c.id = $1 AND c.account_id = $2 AND old.id = c.id AND ($4::int IS NULL OR c.version = $4)
       RETURNING c.code_key AS "codeKey", old.effective_to::text AS before`,
      [change.id, change.accountId, change.effectiveTo, change.version],
    )
    .catch((error: unknown) => {
      if (constraintOf(error) === 'account_code_one_owner')
        throw new Refusal(
          'account-code-taken',
          'The code is taken at this location for part of the time until then.',
          {
            errors: [
              {
                pointer: '/effectiveTo',
                detail: 'Give an earlier date, or end the code for the account that holds it.',
              },
            ],
          },
        );
      if (constraintOf(error) === 'account_code_dates') throw emptyRange();
      throw error;
    });
  const [ended] = done;
  if (!ended) throw versionDiffers('account code');
  const { accountId, locationId, personId } = change;
  await afterCodeChange(
    tx,
    { accountId, locationId, codeKey: ended.codeKey, personId },
    {
      action: 'account-code.ended',
      detail: { codeId: change.id },
      before: { effectiveTo: ended.before },
      after: { effectiveTo: change.effectiveTo },
    },
  );
}

interface CodeChange {
  accountId: string;
  locationId: string;
  codeKey: string;
  personId: string | null;
}

async function afterCodeChange(
  tx: Transaction,
  { accountId, locationId, codeKey, personId }: CodeChange,
  audited: Pick<AuditEntry, 'action' | 'detail' | 'before' | 'after'>,
): Promise<void> {
  await recordAudit(tx, { ...audited, personId, subject: `account:${accountId}` });
  await recordMatchingEdit(tx, { locationId, codeKey, personId });
  await rematchOpenImports(tx, locationId, { accountId, codeKey });
}

function codeTaken(code: string, holder: CodeHolder | null): Refusal {
  const whose = holder ? ` It belongs to ${holder.accountsId}.` : '';
  return new Refusal(
    'account-code-taken',
    `The code ${code} is already taken at this location during those dates.${whose}`,
    {
      errors: [{ pointer: '/code', detail: 'End it for that account first, or choose other dates.' }],
    },
  );
}

const emptyRange = () =>
  new Refusal('invalid-request', 'A code cannot end before it begins.', {
    errors: [{ pointer: '/effectiveTo', detail: 'Give a date after effectiveFrom.' }],
  });
