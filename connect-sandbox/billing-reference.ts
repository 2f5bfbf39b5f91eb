import { type Request } from 'express';
import { type Queryable } from './database';
import { type OperationName } from './operation-names';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * The client that a request is about, before the request is validated: for the log, and for faults aimed at one client.
 */
export async function billingReferenceOf(
  queryable: Queryable,
  operation: OperationName,
  request: Request,
): Promise<string | undefined> {
  switch (operation) {
    case 'create':
      return text((request.body as { billingReference?: unknown } | undefined)?.billingReference);
    case 'search':
      return text(request.query.billingReference);
    case 'read':
    case 'edit':
    case 'convert': {
      const { rows } = await queryable.query<{ billing_reference: string }>(
        'SELECT billing_reference FROM connect_sandbox.client WHERE id = $1',
        [String(request.params.id)],
      );
      return rows[0]?.billing_reference;
    }
    case 'owner':
    case 'call-charges':
    case 'sites':
      return undefined;
  }
}
