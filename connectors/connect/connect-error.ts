import type { ConnectFault } from '../../domain/sends/connect-fault';

/** Thrown by every call to Connect whose answer does not conform to the contract. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
  constructor(readonly fault: ConnectFault) {
    super(fault.message);
  }
}
