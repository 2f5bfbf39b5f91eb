import type { Client } from '../../../domain/sends/client';
import type { Drift } from '../../../domain/sends/look-up';
import type { SendState } from '../../../domain/sends/send-states';
import type { Database } from '../../client/database';
import type { CodeHolder } from './account-codes';
import { instant } from '../../client/instant';
import { type AccountFilter, type AccountPage, amongNext, behindNext, inOrder } from './account-page';
import { prepared } from '../../client/prepared';
import { pageWise } from '../../client/page-wise';

export interface ListedAccount {
  id: string;
  accountsId: string;
  name: string;
  type: string;
  locationId: string;
  /** Local dates at the Location, yyyy-mm-dd; both days belong to the tenancy. */
  tenancyFrom: string | null;
  tenancyTo: string | null;
  contacts: unknown[];
  version: number;
  codes: ListedCode[];
  /** Null if the Account was never sent. */
  send: ListedSend | null;
  link: ListedLink | null;
  /** The Locations that have the Connect site of its client, or of a candidate. */
  sites: SiteOfLocation[];
}

export interface SiteOfLocation {
  siteId: string;
  locationId: string;
}

export interface ListedCode {
  id: string;
  code: string;
  /** Local dates, yyyy-mm-dd, half-open. */
  effectiveFrom: string | null;
  effectiveTo: string | null;
  version: number;
}

export interface ListedSend {
  state: SendState;
  attempt: number;
  lastFault: Record<string, unknown> | null;
  /** ISO 8601 in UTC to the microsecond; null if no try is due. */
  nextTryAt: string | null;
  candidates: Client[];
}

export interface ListedLink {
  clientId: string;
  client: Client;
  adopted: boolean;
  drift: Drift[];
  accountCode: string | null;
  codeConflict: CodeHolder | null;
  version: number;
}

/** One statement, hence one point in time: a linked send has its client, and an Account with a client is linked. */
const details = (from: string, contacts = 'a.contacts') => `
  SELECT a.id, a.accounts_id AS "accountsId", a.name, a.type, a.location_id AS "locationId",
    a.tenancy_from AS "tenancyFrom",
    a.tenancy_to AS "tenancyTo", ${contacts} AS contacts, a.version,
    (SELECT coalesce(json_agg(json_build_object('id', c.id, 'code', c.code, 'effectiveFrom', c.effective_from,
       'effectiveTo', c.effective_to, 'version', c.version) ORDER BY c.code, c.id), '[]')
       FROM account_code c WHERE c.account_id = a.id) AS codes,
    CASE WHEN s.account_id IS NOT NULL THEN json_build_object('state', s.state, 'attempt', s.attempt,
      'lastFault', s.last_fault,
      'nextTryAt', ${instant('s.next_try_at')}, 'candidates', s.candidates) END AS send,
    CASE WHEN l.account_id IS NOT NULL THEN json_build_object('clientId', l.client_id, 'client', l.client,
      'adopted', l.adopted, 'drift', l.drift, 'accountCode', l.account_code, 'codeConflict', l.code_conflict,
      'version', l.version) END AS link,
    (SELECT coalesce(json_agg(json_build_object('siteId', n.connect_site_id, 'locationId', n.id)), '[]')
       FROM location n WHERE n.connect_site_id = ANY (ARRAY(SELECT l.client->>'siteId'
         UNION ALL SELECT candidate->>'siteId' FROM jsonb_array_elements(s.candidates) candidate))) AS sites
  FROM ${from} LEFT JOIN connect_send s ON s.account_id = a.id LEFT JOIN connect_link l ON l.account_id = a.id`;

const accountById = prepared(`${details('account a')} WHERE a.id = $1`);

export async function findAccount(database: Database, id: string): Promise<ListedAccount | null> {
  const [found] = await database.query<ListedAccount>(accountById, [id]);
  return found ?? null;
}

/** By Accounts ID. `q` searches for part of the name, the Accounts ID or a code, whatever its case. */
export async function listAccounts(database: Database, filter: AccountFilter): Promise<ListedAccount[]> {
  if (!filter.q) return listed(database, inOrder(filter));
  // Common matches are found within the next few of the list; rare ones, through the trigram index.
  const near = await listed(database, amongNext(filter));
  const left = filter.limit - near.length;
  return left === 0 ? near : [...near, ...(await listed(database, behindNext({ ...filter, limit: left })))];
}

/**
 * Accounts from before contacts were limited may have more than fits a page: those are shown with the Account itself.
 */
const fewContacts = `CASE WHEN octet_length(a.contacts::text) <= 65536 THEN a.contacts ELSE '[]' END`;

const listed = (database: Database, { sql, values, settings }: AccountPage): Promise<ListedAccount[]> =>
  pageWise(
    database,
    `${details(`(${sql}) page JOIN account a ON a.id = page.id`, fewContacts)} ORDER BY page.accounts_id`,
    values,
    settings,
  );
