import { type Answer } from './answer';
import { clientBody, type ClientRow, foldName } from './client-row';
import { clientEdit, type ClientEdit } from './contract-schemas';
import { inTransaction, type Queryable } from './database';
import { etagOf, matches } from './etag';
import { type OperationContext } from './operation';
import { parse, Refusal } from './refusal';

const answer = (row: ClientRow): Answer => ({
  status: 200,
  headers: { ETag: etagOf(row.version) },
  body: clientBody(row),
  outcome: 'answered',
});

async function find(queryable: Queryable, id: string, lock = ''): Promise<ClientRow> {
  const { rows } = await queryable.query<ClientRow>(
    `SELECT * FROM connect_sandbox.client WHERE id = $1 ${lock}`,
    [id],
  );
  if (!rows[0]) throw new Refusal(404, 'not_found', `There is no client ${id}`);
  return rows[0];
}

async function write(queryable: Queryable, row: ClientRow): Promise<ClientRow> {
  const { rows } = await queryable.query<ClientRow>(
    `UPDATE connect_sandbox.client
     SET version = version + 1, written_at = clock_timestamp(), name = $2, name_folded = $3, type = $4, start_date = $5,
         end_date = $6, billing_reference = $7, status = $8
     WHERE id = $1 RETURNING *`,
    [
      row.id,
      row.name,
      foldName(row.name),
      row.type,
      row.start_date,
      row.end_date,
      row.billing_reference,
      row.status,
    ],
  );
  return rows[0]!;
}

const edited = (row: ClientRow, edit: ClientEdit): ClientRow => ({
  ...row,
  name: edit.name ?? row.name,
  type: edit.type ?? row.type,
  start_date: edit.startDate ?? row.start_date,
  end_date: edit.endDate ?? row.end_date,
  billing_reference: edit.billingReference ?? row.billing_reference,
});

const idOf = ({ request }: OperationContext): string => String(request.params.id);

export async function readClient(context: OperationContext): Promise<Answer> {
  return answer(await find(context.pool, idOf(context)));
}

/** Changes the named fields. An edit that changes nothing keeps the ETag. */
export async function editClient(context: OperationContext): Promise<Answer> {
  const edit = parse(clientEdit, context.request.body);
  const ifMatch = context.request.get('If-Match');
  return inTransaction(context.pool, async (client) => {
    const before = await find(client, idOf(context), 'FOR UPDATE');
    if (ifMatch !== undefined && !matches(ifMatch, etagOf(before.version)))
      throw new Refusal(412, 'precondition_failed', 'The client was changed since it was read');
    const after = edited(before, edit);
    const same = JSON.stringify(after) === JSON.stringify(before);
    return answer(same ? before : await write(client, after));
  });
}

export async function convertClient(context: OperationContext): Promise<Answer> {
  return inTransaction(context.pool, async (client) => {
    const before = await find(client, idOf(context), 'FOR UPDATE');
    return answer(before.status === 'Active' ? before : await write(client, { ...before, status: 'Active' }));
  });
}
