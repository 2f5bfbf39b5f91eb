import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Client as Temporal } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Client } from 'pg';
import { type NewClient } from '../../../domain/sends/client';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { addAccount, untilSend } from '../drive/accounts';
import { untilImport, uploadFile } from '../drive/imports';
import { type OwnStack } from '../drive/own-stack';
import { httpClient } from '../../launcher/seed/http-client';

/** What the scenes are played on. */
export interface Scene extends OwnStack {
  temporal: Temporal;
  /** Keeps the history of a workflow's newest run, or of that one, as it is now. */
  keep(workflowId: string, name: string, runId?: string): Promise<void>;
  /** Makes the Connect sandbox misbehave, and stops the misbehaviour with `{}`. */
  misbehave(faults: Record<string, unknown>): Promise<void>;
  /** A client that somebody made in Connect by hand. @returns its id. */
  clientByHand(fields: Partial<NewClient>): Promise<string>;
  /** An Account that is sent, until its send is in one of the states. @returns its id. */
  send(name: string, ...states: string[]): Promise<string>;
  /**
   * A file of three calls, one of them of an unknown code, until it is in one of the statuses.
   * @returns the import's id.
   */
  bring(...statuses: string[]): Promise<string>;
  decide(importId: string, kind: string, who: 'ops' | 'approver' | 'lead', body: object): Promise<void>;
}

const header =
  'Account Code,Extension,Call Date,Call Time,Number Dialled,Destination,Duration,Operator Amount,Client Amount';

export function createScene(stack: OwnStack, temporal: Temporal, into: string): Scene {
  const { ops } = stack.as;
  const control = httpClient(stack.info.connectControl ?? '', stack.info.connectKey);
  const connect = httpClient(stack.info.connect, stack.info.connectKey);
  let made = 0;
  return {
    ...stack,
    temporal,
    async keep(workflowId, name, runId) {
      const history = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
      const file = path.join(into, `${workflowId.split(':')[0]}.${name}.json`);
      writeFileSync(file, `${JSON.stringify(JSON.parse(historyToJSON(history)))}\n`);
      console.log(`${path.basename(file)}: ${history.events?.length} events`);
    },
    misbehave: (faults) => control.put('/faults', faults),
    async clientByHand(fields) {
      const client = {
        name: 'Somebody else',
        type: 'Residential',
        siteId: 'site-london-bridge',
        startDate: '2026-01-05T09:00:00Z',
        endDate: '2027-01-05T09:00:00Z',
        ...fields,
      };
      return (await connect.post<{ id: string }>('/clients', client)).id;
    },
    async send(name, ...states) {
      const { id } = await addAccount(ops, `ACC-${name}`, { sendToConnect: true });
      await untilSend(ops, id, ...states);
      return id;
    },
    async bring(...statuses) {
      made += 1;
      const calls = ['ACC-1001', 'ACC-1002', 'GHOST'].map(
        (code, at) =>
          `${code},2101,15/05/2026,10:${String(made).padStart(2, '0')}:0${at},02079460123,London,60,0.01,0.5`,
      );
      const file = path.join(stack.folder, `calls-${made}.csv`);
      writeFileSync(file, `${[header, ...calls].join('\n')}\n`);
      const id = await uploadFile(ops, file);
      if (statuses.length > 0) await untilImport(ops, id, ...statuses);
      return id;
    },
    async decide(importId, kind, who, body) {
      const { batchSheetId } = await ops.get(`/v1/charge-imports/${importId}`);
      await stack.as[who].post(`/v1/batch-sheets/${batchSheetId}/${kind}`, body);
    },
  };
}

export const ofImport = chargeImportId;
export const ofSend = sendToConnectId;

/** Holds a table, so that whoever writes to it stands still; until `work` is done. */
export async function whileHeld({ info }: OwnStack, table: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: info.database });
  await client.connect();
  try {
    await client.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
    await work();
  } finally {
    await client.end();
  }
}
