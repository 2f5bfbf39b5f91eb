import { ConnectError } from '../../connectors/connect/connect-error';
import type { Connect } from '../../connectors/connect/connect';
import type { Chosen, Findings } from '../../domain/sends/plan-send';
import type { ClaimedSend } from '../../prisma/repositories/sends/send-lease';
import type { SendDependencies } from './dependencies';
import { findClients } from './find-clients';

/** Asks Connect for everything that must be known before acting. @throws ConnectError */
export async function gatherFindings(
  { connect, database }: Pick<SendDependencies, 'connect' | 'database'>,
  send: ClaimedSend,
): Promise<Findings> {
  const { payload: wanted, instruction, ownIntent } = send;
  const chosen = instruction?.decision === 'link' ? await readChosen(connect, instruction.clientId) : null;
  if (chosen && 'client' in chosen) return { wanted, chosen, lookUp: null };
  const knownToBeOthers = instruction?.knownToBeOthers ?? [];
  const found = await findClients(connect, database, send);
  return { wanted, chosen, lookUp: { ...found, ownIntent, knownToBeOthers } };
}

/** The client that a person chose; or Connect's answer, if it is gone. */
async function readChosen(connect: Connect, id: string | null): Promise<Chosen> {
  try {
    return { client: await connect.readClient(id ?? '') };
  } catch (error) {
    if (error instanceof ConnectError && error.fault.kind === 'refused') return { fault: error.fault };
    throw error;
  }
}
