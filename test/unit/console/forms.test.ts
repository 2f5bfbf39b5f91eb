import { changesOf, emptyForm } from '../../../console/screens/accounts/account-form';
import { clientChanges, clientFormOf } from '../../../console/screens/accounts/client-form';
import { contactLine } from '../../../console/screens/accounts/contact-line';

const shown = {
  ...emptyForm,
  accountsId: 'ACC-1006',
  name: 'Hopfields Energy',
  tenancyFrom: '2026-03-01',
  tenancyTo: '2027-02-28',
};

it('sends of an Account only what a person changed', () => {
  expect(changesOf(shown, { ...shown, name: ' Hopfields ' })).toEqual({ name: 'Hopfields' });
  expect(changesOf(shown, { ...shown, name: ' Hopfields Energy ' })).toEqual({});
});

it('empties a date that was cleared', () => {
  expect(changesOf(shown, { ...shown, tenancyTo: '' })).toEqual({ tenancyTo: null });
});

const client = {
  id: 'c',
  name: 'Hopfields Energy',
  type: 'Residential' as const,
  siteId: 'site-london-bridge',
  status: 'Active' as const,
  startDate: '2026-05-04T23:30:00.123Z',
  endDate: '2027-05-04T23:30:00.123Z',
  billingReference: 'ACC-1006',
  createdAt: '2026-05-04T23:30:02.000Z',
  endedAt: null,
};
const zone = 'Europe/London';

it('shows the dates of a client as days at the Location', () => {
  expect(clientFormOf(client, zone)).toMatchObject({ startDay: '2026-05-05', endDay: '2027-05-05' });
});

it('sends of a client only what a person changed, and keeps the time of day of a date', () => {
  const form = clientFormOf(client, zone);
  expect(clientChanges(client, form, zone)).toEqual({});
  expect(clientChanges(client, { ...form, endDay: '2028-01-31', type: 'Virtual' }, zone)).toEqual({
    endDate: '2028-01-31T00:30:00.123Z',
    type: 'Virtual',
  });
});

it('reads a contact in a line, whatever Operate keeps of it', () => {
  expect(contactLine({ name: 'Ann', email: 'ann@example.com', primary: true, tags: [] })).toBe(
    'Ann, ann@example.com',
  );
  expect(contactLine({})).toBe('–');
  expect(contactLine('Ann')).toBe('Ann');
});
