import { daysToGive } from '../../../console/screens/imports/codes/code-days';

const days = { effectiveFrom: '2026-01-01', effectiveTo: '2026-04-01' };

describe('the days of a code that is given', () => {
  it('go on where the code ended', () =>
    expect(daysToGive({ why: 'code-ended', ...days })).toEqual({ from: '2026-04-01', to: '' }));

  it('end where the code begins', () =>
    expect(daysToGive({ why: 'code-not-begun', ...days })).toEqual({ from: '', to: '2026-01-01' }));

  it('are all days where the Account never had it', () => {
    expect(daysToGive({ why: 'code-elsewhere', ...days })).toEqual({ from: '', to: '' });
    expect(daysToGive(undefined)).toEqual({ from: '', to: '' });
  });
});
