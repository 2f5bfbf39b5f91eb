import { type NewClient } from './contract-schemas';

/** A row of `client` or `client_version`. */
export interface ClientRow {
  id: string;
  seq: string;
  version: number;
  name: string;
  type: NewClient['type'];
  site_id: string;
  start_date: Date;
  end_date: Date;
  billing_reference: string;
  status: 'Awaiting Provisioning' | 'Active';
  created_at: Date;
  ended_at: Date | null;
}

/** The client as the contract shows it; all times in UTC. */
export const clientBody = (row: ClientRow) => ({
  id: row.id,
  name: row.name,
  type: row.type,
  siteId: row.site_id,
  startDate: row.start_date.toISOString(),
  endDate: row.end_date.toISOString(),
  billingReference: row.billing_reference,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
});

/**
 * How names are compared: trimmed and case-insensitively. Upper case and then lower case, because only together do they
 * fold "Straße" with "STRASSE". Done here and not in the database, whose lower() knows only ASCII under the C locale.
 */
export const foldName = (name: string): string => name.trim().toUpperCase().toLowerCase();
