import { commonActions } from '../../../console/screens/imports/rows/common-actions';

describe('what can be done with several rows', () => {
  it('is what can be done with each; the rest says why not', () => {
    expect(
      commonActions([
        { actions: ['assign', 'ignore'], blocked: [{ action: 'release', reason: 'It is unmatched.' }] },
        { actions: ['ignore'], blocked: [{ action: 'assign', reason: 'It is invalid.' }] },
      ]),
    ).toEqual({
      actions: ['ignore'],
      blocked: [{ action: 'assign', reason: 'It is invalid.' }],
      whyNothing: null,
    });
  });

  it('is nothing where none can be changed, with the reason', () => {
    const locked = { actions: [], blocked: [{ action: 'ignore' as const, reason: 'The import is posted.' }] };
    expect(commonActions([locked, locked])).toEqual({
      actions: [],
      blocked: [],
      whyNothing: 'The import is posted.',
    });
  });

  it('is nothing for who may not change rows at all', () => {
    expect(commonActions([{ actions: [], blocked: [] }])).toEqual({
      actions: [],
      blocked: [],
      whyNothing: null,
    });
  });
});
