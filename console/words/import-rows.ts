export const words = {
  line: 'Line',
  status: 'Status',
  code: 'Account code',
  noCode: 'none',
  account: 'Account',
  startedAt: 'Call',
  duration: 'Duration',
  extension: 'Extension',
  number: 'Number',
  destination: 'Destination',
  sell: (currency: string) => `Sell ${currency}`,
  buy: (currency: string) => `Buy ${currency}`,
};
