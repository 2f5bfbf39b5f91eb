import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadPath } from '../../../console/api/download-path';
import { filterOf } from '../../../console/screens/audit/audit-filter';
import { changedFields } from '../../../console/screens/audit/changed-fields';
import { eventAt, placeOf } from '../../../console/screens/audit/event-place';
import { subjectOf } from '../../../console/screens/audit/subject-of';
import { endOfDay, startOfDay } from '../../../console/ui/local-days';
import { attempts, saidOf } from '../../../console/words/audit-actions';

it('asks for whole days, the last one included, and leaves out what is not chosen', () => {
  expect(filterOf({ person: 'p', outcome: undefined, from: '2026-11-01', to: '2026-11-01' })).toEqual({
    person: 'p',
    from: startOfDay('2026-11-01'),
    to: endOfDay('2026-11-01'),
  });
});

it('exports exactly what is filtered', () => {
  const filter = filterOf({ action: 'person.renamed', location: 'l' });
  expect(downloadPath('/v1/audit-events/export', filter)).toBe(
    '/v1/audit-events/export?action=person.renamed&locationId=l',
  );
  expect(downloadPath('/v1/audit-events/export', filterOf({ person: '' }))).toBe('/v1/audit-events/export');
});

it('finds an event by its place, to the millisecond that it is in', () => {
  const event = { id: '114', at: '2026-11-27T11:52:33.220924Z' };
  expect(eventAt(placeOf(event))).toEqual({
    id: '114',
    from: '2026-11-27T11:52:33.220Z',
    to: '2026-11-27T11:52:33.221Z',
  });
  for (const wrong of ['', '114', '114@', '114@yesterday', 'x@2026-11-27T11:52:33Z'])
    expect(eventAt(wrong)).toBeUndefined();
});

it('knows what an event is about, with and without an id', () => {
  expect(subjectOf('account:7b0d')).toEqual({ kind: 'account', id: '7b0d' });
  expect(subjectOf('import')).toEqual({ kind: 'import', id: null });
});

it('shows each field once, also one that was not there before', () => {
  expect(changedFields({ state: 'draft' }, { state: 'completed', revision: 2 })).toEqual([
    { name: 'state', before: 'draft', after: 'completed' },
    { name: 'revision', before: undefined, after: 2 },
  ]);
  expect(changedFields(null, null)).toEqual([]);
});

it('says what was tried, and shows what it does not know as it is', () => {
  expect(saidOf('refused POST /v1/charge-imports')).toBe('Tried to upload a file');
  expect(saidOf('refused POST /v1/new-things')).toBe('Tried: POST /v1/new-things');
  expect(saidOf('refused many')).toBe('Many attempts refused');
  expect(saidOf('thing.made')).toBe('thing.made');
});

it('has words only for requests that can be made', () => {
  const { paths } = JSON.parse(readFileSync(join(__dirname, '../../../api/openapi.json'), 'utf8')) as {
    paths: Record<string, object>;
  };
  const can = new Set(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    ),
  );
  expect(Object.keys(attempts).filter((attempt) => !can.has(attempt))).toEqual([]);
});
