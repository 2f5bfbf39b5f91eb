import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** An answer that is a refusal: RFC 9457. */
export class OperateConnectProblem extends Error {
  override readonly name = 'OperateConnectProblem';
  /** Stable, such as `/problems/own-work`: programs may rely on it. */
  readonly type: string;
  readonly status: number;
  readonly title: string;
  /** A sentence for people. */
  readonly detail: string | undefined;
  /** The fields that are wrong, by JSON pointer. */
  readonly errors: NonNullable<Problem['errors']>;
  /** To name when somebody is asked for help. */
  readonly requestId: string | undefined;
  /** The import that has the same file already. */
  readonly firstImportId: string | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;

  constructor(request: string, { status }: Response, told: Partial<Problem>) {
    const { type = 'about:blank', title = 'No problem was described', detail, errors = [] } = told;
    const fields = errors.map(({ pointer, detail }) => ` ${pointer}: ${detail}`).join('');
    super(`${request} was answered with ${status}: ${title}.${detail ? ` ${detail}` : ''}${fields}`);
    this.type = type;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.requestId = told.requestId;
    this.firstImportId = told.firstImportId;
    this.retryAfter = told.retryAfter;
  }
}
