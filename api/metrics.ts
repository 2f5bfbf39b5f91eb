import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { openImportStatuses } from '../domain/imports/import-states';
import { openSheetStates } from '../domain/sheets/sheet-states';
import { openSendStates } from '../domain/sends/send-states';
import type { Database } from '../prisma/client/database';
import { type BusinessFigures, businessFigures } from '../prisma/repositories/work/business-figures';

export interface ApiMetrics {
  /** Records one answered request. @param route As declared, never what was typed into it. */
  answered(request: { method: string; route: string; status: number; seconds: number }): void;
  /** Records refused attempts that are not in the audit trail. */
  attemptsDropped(count: number): void;
  /** All metrics, in Prometheus text format. */
  read(): Promise<{ text: string; contentType: string }>;
}

/** The names of states, each with its number; zeros are included. */
function setAll(
  gauge: Gauge<string>,
  label: string,
  names: readonly string[],
  found: Record<string, number>,
) {
  for (const name of names) gauge.set({ [label]: name }, found[name] ?? 0);
}

/** Metrics of one API process, and the business figures, which are read from the database at each scrape. */
export function createMetrics(database: Database, eventStreams: () => number): ApiMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  const gauge = (name: string, help: string, label?: string) =>
    new Gauge({ name: `operate_connect_${name}`, help, labelNames: label ? [label] : [], registers });
  const imports = gauge('imports', 'Imports under way, by status', 'status');
  const stopped = gauge('imports_stopped', 'Imports that are stopped until somebody repairs the cause');
  const unmatched = gauge('unmatched_rows', 'Rows without an Account on sheets that are not posted');
  const sheets = gauge('batch_sheets', 'Batch sheets by state; completed ones wait for approval', 'state');
  const oldestWait = gauge(
    'oldest_approval_wait_seconds',
    'Longest time that a completed sheet has been waiting for approval',
  );
  const sends = gauge('sends', 'Sends that are not linked, by state; unknown ones are in doubt', 'state');
  const outbox = gauge('outbox_due', 'Outbox entries that are due and not done');
  const oldestOutbox = gauge('oldest_outbox_seconds', 'Age of the oldest outbox entry that is not done');
  const pending = gauge('decisions_pending', 'Decisions that have not been applied for over a minute');
  const stillImport = gauge(
    'oldest_import_without_progress_seconds',
    'Longest time without progress of an import that needs no person',
  );
  const stillSend = gauge(
    'oldest_send_without_progress_seconds',
    'Longest time by which a send is overdue for its next try',
  );
  const oldestUnsealed = gauge(
    'oldest_unsealed_audit_event_seconds',
    'Age of the oldest audit event without a seal',
  );
  const attemptsDropped = new Counter({
    name: 'operate_connect_audit_attempts_dropped_total',
    help: 'Refused attempts that were not written to the audit trail',
    registers,
  });
  const streams = gauge('event_streams', 'Streams of live hints that are open in this process');
  const set = (figures: BusinessFigures) => {
    streams.set(eventStreams());
    setAll(imports, 'status', openImportStatuses, figures.imports);
    stopped.set(figures.importsStopped);
    unmatched.set(figures.unmatchedRows);
    setAll(sheets, 'state', openSheetStates, figures.sheets);
    oldestWait.set(figures.oldestApprovalWaitSeconds);
    setAll(sends, 'state', openSendStates, figures.sends);
    outbox.set(figures.outboxDue);
    oldestOutbox.set(figures.oldestOutboxSeconds);
    pending.set(figures.decisionsPending);
    stillImport.set(figures.oldestImportWithoutProgressSeconds);
    stillSend.set(figures.oldestSendWithoutProgressSeconds);
    oldestUnsealed.set(figures.oldestUnsealedAuditEventSeconds);
  };
  return {
    answered: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    attemptsDropped: (count) => attemptsDropped.inc(count),
    async read() {
      set(await businessFigures(database));
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
  };
}
