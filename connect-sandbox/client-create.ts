import { randomUUID } from 'node:crypto';
import { type PoolClient } from 'pg';
import { type Answer } from './answer';
import { clientBody, type ClientRow, foldName } from './client-row';
import { newClient, type NewClient } from './contract-schemas';
import { inTransaction, prepared } from './database';
import { etagOf } from './etag';
import { answerOnce, keyOf } from './idempotency';
import { type OperationContext } from './operation';
import { parse, Refusal, refusalAnswer } from './refusal';
import { markCommitted } from './request-log';
import { siteExists } from './sites';

async function insertClient(client: PoolClient, fields: NewClient): Promise<ClientRow> {
  const { rows } = await client.query<ClientRow>(
    prepared(
      `INSERT INTO connect_sandbox.client
         (id, name, name_folded, type, site_id, start_date, end_date, billing_reference)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *`,
      [
        randomUUID(),
        fields.name,
        foldName(fields.name),
        fields.type,
        fields.siteId,
        fields.startDate,
        fields.endDate,
        fields.billingReference,
      ],
    ),
  );
  return rows[0]!;
}

/** Creates a client. The client, its idempotency record and the mark in the request log are one transaction. */
export async function createClient({
  pool,
  request,
  requestId,
  settings,
  beforeWork,
}: OperationContext): Promise<Answer> {
  const key = keyOf(request);
  const fields = parse(newClient, request.body);

  return inTransaction(pool, async (client) => {
    const create = async (): Promise<Answer> => {
      await beforeWork();
      if (!(await siteExists(client, fields.siteId)))
        return refusalAnswer(new Refusal(422, 'unknown_site', `There is no site ${fields.siteId}`, 'siteId'));
      const row = await insertClient(client, fields);
      await markCommitted(client, requestId);
      return {
        status: 201,
        headers: { ETag: etagOf(row.version) },
        body: clientBody(row),
        outcome: 'created',
      };
    };
    return key === undefined || settings.ignoreIdempotencyKey
      ? create()
      : answerOnce(client, key, request.body, create);
  });
}
