import { createOperateConnect, OperateConnectProblem } from '../../clients/typescript/src';

export {
  etagOf,
  OperateConnectProblem as Problem,
  type ItemOf,
  type ListPath,
  type Schema,
} from '../../clients/typescript/src';

/** The API that served this page, asked with the cookie of the session. */
export const api = createOperateConnect({ baseUrl: window.location.origin });

/** Sent with what the console asks by itself: it does not keep a session alive. */
export const inBackground = { 'X-Background': '1' };

export const isProblem = (error: unknown, status?: number): error is OperateConnectProblem =>
  error instanceof OperateConnectProblem && (status === undefined || error.status === status);
