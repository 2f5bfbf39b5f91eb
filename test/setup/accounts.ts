import { Client } from 'pg';
import { sendToConnectId, type SettleOutcome } from '../../workflows/send-to-connect/contract';
import { readSeed } from '../../dev/launcher/seed/seed-files';
import { projectRoot } from '../../config/project-root';
import { type System, until } from './system';
import { untilStored } from './until-stored';

let made = 0;

/** An Account of its own at London Bridge. @returns its id and Accounts ID. */
export async function newAccount(system: System, fields: Record<string, unknown> = {}) {
  const accountsId = `ACC-T${system.mark}${String(++made).padStart(4, '0')}`;
  const account = {
    accountsId,
    name: `Tenant ${accountsId}`,
    type: 'Residential',
    locationId: system.locations['London Bridge'],
    tenancyFrom: '2026-01-01',
    ...fields,
  };
  const { status, body, text } = await system.call('ops', 'POST', '/v1/accounts', account);
  if (status !== 201) throw new Error(text);
  return { id: body.id, accountsId: account.accountsId };
}

/** Accounts as a version left them that let Accounts IDs look alike. @returns their ids, in this order. */
export async function accountsFromBefore(
  system: System,
  accounts: { accountsId: string; name: string; location: string }[],
): Promise<string[]> {
  const client = new Client({ connectionString: system.databaseUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    const ids: string[] = [];
    for (const { accountsId, name, location } of accounts) {
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO account (accounts_id, name, type, location_id, looked_alike)
          VALUES ($1, $2, 'Residential', $3, true) RETURNING id`,
        [accountsId, name, system.locations[location]],
      );
      ids.push(rows[0]?.id as string);
    }
    return ids;
  } finally {
    await client.end();
  }
}

/** Presses the button and waits until the send rests in one of the states. */
export async function sendAccount(
  system: System,
  id: string,
  states = ['linked', 'rejected', 'needs-decision'],
) {
  await system.call('ops', 'POST', `/v1/accounts/${id}/send-to-connect`);
  return sendState(system, id, states);
}

export async function sendState(system: System, id: string, states: string[], withinMs = 90_000) {
  const deadline = Date.now() + withinMs;
  await untilStored(system, 'send', id, states, deadline);
  const look = () => system.call('ops', 'GET', `/v1/accounts/${id}/connect-client`);
  return (await until(look, ({ body }) => states.includes(body.state), deadline - Date.now())).body;
}

/**
 * What the first `count` tries came to, from the workflow's history: a state that lasts half a second is there, too.
 * The database has a state before the history does.
 */
export async function triesOf(system: System, accountId: string, count: number): Promise<SettleOutcome[]> {
  const outcomes = async () => {
    const { events } = await system.temporal.workflow.getHandle(sendToConnectId(accountId)).fetchHistory();
    return (events ?? []).flatMap(({ activityTaskCompletedEventAttributes: done }) => {
      const data = done?.result?.payloads?.[0]?.data;
      return data ? [JSON.parse(Buffer.from(data).toString()) as SettleOutcome] : [];
    });
  };
  return until(outcomes, ({ length }) => length >= count);
}

/** The twelve Accounts of the samples, all sent. @returns ids by Accounts ID. */
export async function sendSampleAccounts(system: System): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { accountsId, name, type, location, tenancyFrom } of readSeed(projectRoot()).accounts) {
    const locationId = system.locations[location];
    const made = await newAccount(system, {
      accountsId,
      name,
      type,
      locationId,
      tenancyFrom,
      sendToConnect: true,
    });
    ids[accountsId] = made.id;
  }
  for (const id of Object.values(ids)) await sendState(system, id, ['linked']);
  return ids;
}

/** The twelve Accounts of the samples with their codes, as sending would have given them. @returns ids by code. */
export async function codeSampleAccounts(system: System): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { accountsId, name, type, location, tenancyFrom } of readSeed(projectRoot()).accounts) {
    const locationId = system.locations[location];
    const unique = `${accountsId}${system.mark}`;
    const { id } = await newAccount(system, { accountsId: unique, name, type, locationId, tenancyFrom });
    const code = { code: accountsId, effectiveFrom: tenancyFrom };
    await system.call('admin', 'POST', `/v1/accounts/${id}/account-codes`, code);
    ids[accountsId] = id;
  }
  return ids;
}
