import type { ConnectFault } from '../../domain/sends/connect-fault';

/** Thrown by every call of Connect that was not answered as agreed. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
  constructor(readonly fault: ConnectFault) {
    super(fault.message);
  }
}
