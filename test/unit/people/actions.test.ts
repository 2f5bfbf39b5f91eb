import { accountActions } from '../../../domain/accounts/account-actions';
import type { PossibleActions } from '../../../domain/actions';
import { importActions } from '../../../domain/imports/import-actions';
import { type ImportStatus, importStatuses } from '../../../domain/imports/import-states';
import { actionsOnRow } from '../../../domain/imports/row-actions';
import { rowStatuses } from '../../../domain/imports/totals';
import type { Person, Role } from '../../../domain/people/roles';
import type { Client } from '../../../domain/sends/client';
import { type ConnectState, sendStates } from '../../../domain/sends/send-states';
import { sheetActions } from '../../../domain/sheets/sheet-actions';
import { type SheetState, sheetStates } from '../../../domain/sheets/sheet-states';

const person = (role: Role, kind: Person['kind'] = 'human'): Person => ({
  id: 'p',
  name: 'P',
  kind,
  grants: [{ role, locationId: 'here' }],
});
const words = ({ actions }: PossibleActions) => actions.join(' ');
const held = ({ actions, blocked }: PossibleActions) =>
  [...actions, ...blocked.map(({ action }) => action)].sort();

describe('batch sheets', () => {
  const sheet = (state: SheetState, own = false, completedBy: string | null = 'other') => ({
    state,
    own,
    completedBy,
    location: { id: 'here' },
  });
  const table: Record<SheetState, { ops: string; approver: string }> = {
    draft: { ops: 'complete cancel-import', approver: '' },
    completed: { ops: 'reopen cancel-import', approver: 'approve reject' },
    approved: { ops: '', approver: '' },
    posting: { ops: '', approver: '' },
    posted: { ops: 'export', approver: 'export' },
    cancelled: { ops: '', approver: '' },
    voided: { ops: '', approver: '' },
  };

  it.each(sheetStates)('that are %s', (state) => {
    expect(words(sheetActions(sheet(state), person('ops')))).toBe(table[state].ops);
    expect(words(sheetActions(sheet(state), person('approver')))).toBe(table[state].approver);
    expect(words(sheetActions(sheet(state), person('viewer')))).toBe(state === 'posted' ? 'export' : '');
  });

  it.each(sheetStates)('that are %s: what a role has is possible, or blocked with a reason', (state) => {
    const ops = sheetActions(sheet(state), person('ops'));
    expect(held(ops)).toEqual(['cancel-import', 'complete', 'export', 'reopen', 'withdraw']);
    for (const { reason } of ops.blocked) expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(held(sheetActions(sheet(state), person('approver')))).toEqual(['approve', 'export', 'reject']);
  });

  it('is judged by nobody who has worked on it', () => {
    const { actions, blocked } = sheetActions(sheet('completed', true), person('approver'));
    expect(actions).toEqual([]);
    expect(blocked.find(({ action }) => action === 'approve')?.reason).toMatch(/Somebody else must decide/);
  });

  it('is withdrawn by who completed it alone, and completed by no machine', () => {
    expect(sheetActions(sheet('completed', false, 'p'), person('ops')).actions).toContain('withdraw');
    const machine = sheetActions(sheet('draft'), person('ops', 'machine'));
    expect(machine.actions).toEqual(['cancel-import']);
    expect(machine.blocked[0]).toEqual({
      action: 'complete',
      reason: 'A machine may not complete a batch sheet.',
    });
  });

  it('says nothing to who has no role there', () => {
    const elsewhere = { ...sheet('draft'), location: { id: 'elsewhere' } };
    expect(sheetActions(elsewhere, person('ops'))).toEqual({ actions: [], blocked: [] });
  });
});

it.each([
  ['received', 'cancel restart'],
  ['reading', 'cancel restart'],
  ['matching', 'cancel restart'],
  ['in-review', 'cancel rematch restart'],
  ['completed', 'cancel rematch restart'],
  ['approved', 'restart'],
  ['posting', 'restart'],
  ['posted', ''],
  ['cancelled', ''],
  ['failed', ''],
  ['voided', ''],
] as const)('imports that are %s', (status, expected) => {
  const possible = importActions({ status, locationId: 'here' }, person('ops'));
  expect(words(possible)).toBe(expected);
  expect(held(possible)).toHaveLength(3);
  expect(importActions({ status, locationId: 'here' }, person('approver')).blocked).toEqual([]);
});

describe('rows', () => {
  const at = (status: ImportStatus) => ({ status, locationId: 'here' });
  const expected = {
    matched: 'assign ignore',
    unmatched: 'assign ignore',
    invalid: 'ignore',
    duplicate: 'release discard await',
    ignored: '',
  };

  it.each(rowStatuses)('that are %s', (status) => {
    const row = { status, resolution: null };
    expect(words(actionsOnRow(row, at('in-review'), person('ops')))).toBe(expected[status]);
    expect(held(actionsOnRow(row, at('in-review'), person('ops')))).toHaveLength(5);
    expect(actionsOnRow(row, at('in-review'), person('viewer'))).toEqual({ actions: [], blocked: [] });
  });

  it('that a person has ignored can be released', () => {
    const row = { status: 'ignored', resolution: 'ignored' } as const;
    expect(words(actionsOnRow(row, at('in-review'), person('ops')))).toBe('release');
  });

  it.each(importStatuses.filter((status) => status !== 'in-review'))(
    'of an import that is %s stay as they are',
    (status) => {
      const { actions, blocked } = actionsOnRow(
        { status: 'matched', resolution: null },
        at(status),
        person('ops'),
      );
      expect(actions).toEqual([]);
      for (const { reason } of blocked) expect(reason).toContain(status);
    },
  );
});

describe('accounts', () => {
  const client = (status: Client['status']) => ({ id: 'c', status }) as Client;
  const of = (connectState: ConnectState, status: Client['status'] = 'Awaiting Provisioning') =>
    accountActions(
      { locationId: 'here', connectState, client: connectState === 'linked' ? client(status) : null },
      person('ops'),
      () => true,
    );
  const expected: Record<ConnectState, string> = {
    'not-sent': 'sendToConnect',
    requested: '',
    settling: '',
    linked: 'viewConnectClient editConnectClient convertConnectClient',
    unknown: '',
    waiting: '',
    'needs-decision': 'resolve',
    rejected: 'sendToConnect',
    'given-up': 'sendToConnect',
  };

  it.each([...sendStates, 'not-sent'] as const)('that are %s', (state) => {
    expect(words(of(state))).toBe(expected[state]);
    expect(held(of(state))).toHaveLength(5);
  });

  it('whose client is active are converted no more', () => {
    const { blocked } = of('linked', 'Active');
    expect(blocked.find(({ action }) => action === 'convertConnectClient')?.reason).toMatch(/active already/);
  });

  it('whose client is at the site of another Location are changed by who manages that one', () => {
    const account = { locationId: 'here', connectState: 'linked', client: client('Active') } as const;
    const { actions, blocked } = accountActions(account, person('ops'), () => false);
    expect(actions).toEqual([]);
    expect(
      blocked.map(({ reason }) => reason).filter((reason) => reason.includes('another Location')),
    ).toHaveLength(3);
  });

  it('are shown to a viewer, and no more', () => {
    const account = { locationId: 'here', connectState: 'linked', client: client('Active') } as const;
    expect(accountActions(account, person('viewer'), () => true)).toEqual({
      actions: ['viewConnectClient'],
      blocked: [],
    });
  });
});
