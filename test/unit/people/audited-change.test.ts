import { auditedChange } from '../../../domain/people/audited-change';

interface Tenant {
  name: string;
  state: string;
  contacts: unknown[];
}
const kept = { name: 'field only', state: 'value', contacts: 'field only' } as const;
const change = (before: Partial<Tenant> | null, after: Partial<Tenant>) =>
  auditedChange<Tenant>(kept, before, after);

it('keeps the values of what is no personal data, and the names of all fields that were changed', () => {
  const before = { name: 'Ann', state: 'draft', contacts: [] };
  expect(change(before, { name: 'Bea', state: 'posted', contacts: [{ tel: '+44 20 7946 0000' }] })).toEqual({
    fields: ['name', 'state', 'contacts'],
    before: { state: 'draft' },
    after: { state: 'posted' },
  });
});

it('leaves out what was given and is the same, or was not given', () => {
  expect(change({ name: 'Ann', state: 'draft' }, { name: 'Ann', state: undefined })).toEqual({
    fields: [],
    before: {},
    after: {},
  });
});

it('has nothing before what is new', () => {
  expect(change(null, { name: 'Ann', state: 'draft' })).toEqual({
    fields: ['name', 'state'],
    before: null,
    after: { state: 'draft' },
  });
});
