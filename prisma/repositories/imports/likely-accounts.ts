import { type Likeness, likenesses } from '../../../domain/imports/likeness';
import type { Database } from '../../client/database';
import type { Locations } from '../../client/page-sql';
import type { CodeProblem } from './import-codes';

/** An Account that an unmatched code may mean. */
export interface LikelyAccount {
  /** Of the problem. */
  place: number;
  accountId: string;
  accountsId: string;
  name: string;
  location: { id: string; name: string };
  why: Likeness;
  /** Of the code that the Account has or had, yyyy-mm-dd, half-open; null where none is meant. */
  effectiveFrom: string | null;
  effectiveTo: string | null;
}

interface Asked {
  locationId: string;
  problems: CodeProblem[];
  /** Locations whose Accounts the person may see. */
  readsAt: Locations;
}

const mostLikely = 5;
/** Of those that are alike, so many are compared. */
const compared = 100;
const leastAlike = 0.25;
const alike = [
  'SET LOCAL pg_trgm.similarity_threshold = 0.4',
  'SET LOCAL pg_trgm.word_similarity_threshold = 0.6',
];
/** The number in a text without leading zeros, as in the index; empty if there is none. */
const digitsOf = (text: string) => `ltrim(regexp_replace(${text}, '\\D', '', 'g'), '0')`;
/** Whether letters are compared: no digit, and enough letters that few Accounts have the same. */
const hasWords = (text: string) => `(${text} !~ '\\d' AND ${text} ~ '[[:alpha:]]{3}')`;
/** Each is looked up by its index, whatever the planner expects of a list of problems. */
const byIndex = ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'jit'].map(
  (name) => `SET LOCAL ${name} = off`,
);

/**
 * Of a problem `p`. A code with a number is compared with Accounts IDs of the same number; one without, by groups of
 * three letters. $2 the Location of the import, $3 other Locations that the person may see, null for all.
 */
const candidates = `
  SELECT x.account_id, CASE p.reason WHEN 'tenancy not begun' THEN 'tenancy-not-begun'
      WHEN 'account closed' THEN 'tenancy-ended'
      ELSE CASE WHEN x.effective_to <= p."lastDay" THEN 'code-ended' ELSE 'code-not-begun' END END AS why,
    1::real AS score, x.effective_from, x.effective_to
  FROM account_code x WHERE x.code_key = p."codeKey" AND x.location_id = $2
  UNION ALL SELECT a.id, 'same-accounts-id', 1, NULL, NULL
  FROM account a WHERE a.accounts_id_key = p."codeKey" AND a.location_id = $2
  UNION ALL SELECT a.id, 'looks-alike', 1, NULL, NULL
  FROM account a WHERE a.accounts_id = p."looksLike" AND a.location_id = $2
  UNION ALL SELECT x.account_id, 'looks-alike', 1, x.effective_from, x.effective_to
  FROM account_code x WHERE x.code_key = fold_key(p."looksLike") AND x.location_id = $2
  UNION ALL SELECT x.account_id, 'code-elsewhere', 1, x.effective_from, x.effective_to
  FROM account_code x WHERE x.code_key = p."codeKey" AND x.location_id <> $2
    AND ($3::uuid[] IS NULL OR x.location_id = ANY ($3))
  UNION ALL SELECT near.id, 'accounts-id-like-it', near.score, NULL, NULL FROM (
    SELECT a.id, similarity(a.accounts_id, p.text) AS score FROM account a
    WHERE a.location_id = $2 AND p.digits <> '' AND ${digitsOf('a.accounts_id')} = p.digits LIMIT ${compared}
  ) near WHERE near.score >= ${leastAlike}
  UNION ALL SELECT near.id, 'accounts-id-like-it', near.score, NULL, NULL FROM (
    SELECT a.id, similarity(a.accounts_id, p.text) AS score FROM account a
    WHERE p.words AND a.accounts_id % p.text AND a.location_id = $2 LIMIT ${compared}
  ) near
  UNION ALL SELECT near.id, 'name-like-it', near.score, NULL, NULL FROM (
    SELECT a.id, word_similarity(p.text, a.name) AS score FROM account a
    WHERE p.words AND p.text <% a.name AND a.location_id = $2 LIMIT ${compared}
  ) near`;

/** The Accounts that each of some problems may mean, likeliest first, at most five of each. */
export async function likelyAccounts(database: Database, asked: Asked): Promise<LikelyAccount[]> {
  const problems = asked.problems.filter(({ codeKey }) => codeKey !== null);
  if (problems.length === 0) return [];
  const told = problems.map(({ code, ...one }) => ({ ...one, text: (code ?? '').slice(0, 100) }));
  return database.reading(async (tx) => {
    await tx.query([...alike, ...byIndex].join('; '));
    return tx.query<LikelyAccount>(
      `SELECT p.place, a.id AS "accountId", a.accounts_id AS "accountsId", a.name,
         json_build_object('id', l.id, 'name', l.name) AS location, best.why,
         best.effective_from AS "effectiveFrom", best.effective_to AS "effectiveTo"
       FROM (
         SELECT *, ${digitsOf('text')} AS digits, ${hasWords('text')} AS words FROM jsonb_to_recordset($1)
           AS told (place int, "codeKey" text, reason text, "lastDay" date, "looksLike" text, text text)
       ) p
       CROSS JOIN LATERAL (
         SELECT * FROM (
           SELECT DISTINCT ON (c.account_id) c.*, array_position($4::text[], c.why) AS rank FROM (${candidates}) c
           ORDER BY c.account_id, rank, c.score DESC
         ) once ORDER BY once.rank, once.score DESC, once.account_id LIMIT ${mostLikely}
       ) best
       JOIN account a ON a.id = best.account_id JOIN location l ON l.id = a.location_id
       ORDER BY p.place, best.rank, best.score DESC, best.account_id`,
      [JSON.stringify(told), asked.locationId, asked.readsAt === 'all' ? null : asked.readsAt, likenesses],
    );
  });
}
