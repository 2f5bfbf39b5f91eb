import { DayFilter, Filters, Search } from '../../ui/filters';
import { words } from '../../words/charges';
import { AccountFilter } from './account-filter';

interface ChargeFiltersProps {
  from?: string | undefined;
  to?: string | undefined;
  least?: string | undefined;
  most?: string | undefined;
}

export const ChargeFilters = ({ from, to, least, most }: ChargeFiltersProps) => (
  <Filters>
    <AccountFilter />
    <DayFilter label={words.from} name="from" value={from} />
    <DayFilter label={words.to} name="to" value={to} />
    <Search label={words.least} name="least" value={least} narrow />
    <Search label={words.most} name="most" value={most} narrow />
  </Filters>
);
