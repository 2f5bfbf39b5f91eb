import type { Client } from '@temporalio/client';
import type { Connect } from '../connectors/connect/connect';
import type { FileStore } from '../connectors/file-store/file-store';
import type { Databases } from './databases';
import type { SignIn } from './sign-in/sign-in';
import type { LiveHints } from './hints/live-hints';
import type { FailedAttempts } from './http/failed-attempts';
import type { RequestLimits } from './http/limit-requests';
import type { ApiMetrics } from './metrics';
import type { RefusedAttempts } from './refused-attempts';

export interface ApiDependencies extends Databases {
  /** Null where sign-in is not set up; then `noSignIn` says why. */
  signIn: SignIn | null;
  noSignIn: string | null;
  temporal: Client;
  connect: Connect;
  files: FileStore;
  /** Where people look at workflows; null if no UI is configured. */
  temporalUi: string | null;
  maxUploadBytes: number;
  /** Longest duration of an upload, and longest time without data. Milliseconds. */
  uploadTimeoutMs: number;
  uploadIdleTimeoutMs: number;
  /** Number of proxies in front of this process that are trusted to report a request's origin. */
  proxies: number;
  /** How long to wait for the outcome of a decision before it continues in the background. Milliseconds. */
  decisionWaitMs: number;
  /** Whether people are to sign in: then they make their keys themselves. */
  signInConfigured: boolean;
  /** One admin may make approvers, without a second one who confirms it. */
  allowSingleAdmin: boolean;
  hints: LiveHints;
  failures: FailedAttempts;
  requestLimits: RequestLimits;
  /** Longest time for the JSON of a request to arrive. Milliseconds. */
  bodyTimeoutMs: number;
  metrics: ApiMetrics;
  attempts: RefusedAttempts;
  log: (level: 'info' | 'warn' | 'error', message: string, details: Record<string, unknown>) => void;
}
