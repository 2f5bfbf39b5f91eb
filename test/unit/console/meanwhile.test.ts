import { changedNames, rebased } from '../../../console/ui/meanwhile';

const before = { name: 'Leeds Dock', limit: '', rules: [{ column: 'number' }] };

it('keeps what was typed, and takes what somebody else changed', () => {
  const typed = { ...before, name: 'Leeds Docks' };
  const now = { ...before, limit: '50', rules: [{ column: 'extension' }] };
  expect(rebased(typed, before, now)).toEqual({ ...now, name: 'Leeds Docks' });
});

it('keeps what was typed where somebody else changed the same', () => {
  const now = { ...before, name: 'Leeds' };
  expect(rebased({ ...before, name: 'Leeds Docks' }, before, now).name).toBe('Leeds Docks');
});

it('names what differs, by value', () => {
  expect(changedNames(before, structuredClone(before))).toEqual([]);
  expect(changedNames(before, { ...before, limit: '50', rules: [] })).toEqual(['limit', 'rules']);
});
