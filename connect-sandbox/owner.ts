import { randomUUID } from 'node:crypto';
import { type Answer } from './answer';
import { newOwner } from './contract-schemas';
import { etagOf } from './etag';
import { type OperationContext } from './operation';
import { parse, Refusal } from './refusal';

interface OwnerRow {
  instance: string;
  since: Date;
  etag: string;
}

const answer = ({ instance, since, etag }: OwnerRow): Answer => ({
  status: 200,
  headers: { ETag: etag },
  body: { instance, since: since.toISOString() },
  outcome: 'answered',
});

export async function readOwner({ pool }: OperationContext): Promise<Answer> {
  const { rows } = await pool.query<OwnerRow>('SELECT * FROM connect_sandbox.owner');
  if (!rows[0]) throw new Refusal(404, 'no_owner', 'Nobody pushes to this Connect operator');
  return answer(rows[0]);
}

const takeFree = `INSERT INTO connect_sandbox.owner (instance, since, etag) VALUES ($1, $2, $3)
  ON CONFLICT DO NOTHING RETURNING *`;
const handOver = `UPDATE connect_sandbox.owner SET instance = $1, since = $2, etag = $3
  WHERE etag = ANY($4) OR '*' = ANY($4) RETURNING *`;

/** Compare-and-set: one statement decides, so that of two concurrent ones exactly one wins. */
export async function takeOwnership({ pool, request }: OperationContext): Promise<Answer> {
  const owner = parse(newOwner, request.body);
  const ifMatch = request.get('If-Match');
  const ifNoneMatch = request.get('If-None-Match');
  if ((ifMatch === undefined) === (ifNoneMatch === undefined))
    throw new Refusal(400, 'precondition_required', 'Send either If-None-Match: * or If-Match');
  if (ifNoneMatch !== undefined && ifNoneMatch.trim() !== '*')
    throw new Refusal(400, 'malformed', 'If-None-Match must be *', 'If-None-Match');

  const values = [owner.instance, owner.since ?? new Date(), etagOf(randomUUID())];
  const { rows } =
    ifMatch === undefined
      ? await pool.query<OwnerRow>(takeFree, values)
      : await pool.query<OwnerRow>(handOver, [...values, ifMatch.split(',').map((tag) => tag.trim())]);
  if (!rows[0])
    throw new Refusal(412, 'precondition_failed', 'Somebody else was faster: read the owner again');
  return answer(rows[0]);
}
