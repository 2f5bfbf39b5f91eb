import type { NewClient } from '../../domain/sends/client';
import type { OwnSystem, System } from './system';

export interface StoredClient {
  id: string;
  name: string;
  type: string;
  siteId: string;
  startDate: Date;
  endDate: Date;
  billingReference: string;
}

/** Clients under a Billing Reference as the sandbox has stored them: no lag, no faults. */
export const clientsUnder = (system: System, billingReference: string): Promise<StoredClient[]> =>
  system.database.query(
    `SELECT id, name, type, site_id AS "siteId", start_date AS "startDate", end_date AS "endDate",
       billing_reference AS "billingReference" FROM connect_sandbox.client WHERE billing_reference = $1 ORDER BY seq`,
    [billingReference],
  );

export interface Received {
  at: string;
  operation: string;
  idempotencyKey: string | null;
  billingReference: string | null;
  status: number | null;
  outcome: string;
}

/** What the sandbox received, oldest first; lost and refused requests too. */
export async function received(system: System, operation: string, billingReference?: string) {
  const { body } = await system.control('GET', `/requests?operation=${operation}&limit=5000`);
  const items = body.items as Received[];
  return items.filter((item) => billingReference === undefined || item.billingReference === billingReference);
}

/** Replaces the sandbox's faults, which are everybody's. */
export async function misbehave(system: OwnSystem, faults: Record<string, unknown>): Promise<void> {
  const { status, text } = await system.control('PUT', '/faults', faults);
  if (status !== 200) throw new Error(text);
}

/** A client that somebody made in Connect by hand. @returns its id. */
export async function clientByHand(system: System, fields: Partial<NewClient>): Promise<string> {
  const client = {
    name: 'Somebody',
    type: 'Residential',
    siteId: system.placeOf('London Bridge').siteId,
    startDate: '2026-01-05T09:00:00Z',
    endDate: '2027-01-05T09:00:00Z',
    billingReference: 'BY-HAND',
    ...fields,
  };
  const response = await fetch(`${system.sandbox.url}/clients`, {
    method: 'POST',
    headers: { authorization: `Bearer ${system.env.CONNECT_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(client),
  });
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as { id: string }).id;
}

/** The send as it is stored. */
export async function sendRow(system: System, accountId: string) {
  return system.database.prisma.connectSend.findUniqueOrThrow({ where: { accountId } });
}
