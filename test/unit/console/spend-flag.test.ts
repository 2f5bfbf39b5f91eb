import { spendOf } from '../../../console/screens/batch-sheets/spend-flag';

it.each([
  ['10.00', '5.00', { flag: 'more', times: '2.0' }],
  ['9.99', '5.00', { flag: null, times: null }],
  ['2.50', '5.00', { flag: 'less', times: '0.5' }],
  ['0', '5.00', { flag: 'less', times: '0.0' }],
  ['-1.00', '5.00', { flag: 'credit', times: null }],
  ['1.00', null, { flag: 'first', times: null }],
  ['0.00', null, { flag: null, times: null }],
  ['1.00', '-5.00', { flag: null, times: null }],
])('says of %s beside a usual %s: %j', (net, median, spend) => {
  expect(spendOf(net, median)).toEqual(spend);
});
