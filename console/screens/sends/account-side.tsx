import type { Schema } from '../../api/client';
import { Facts } from '../../ui/facts';
import { Panel } from '../../ui/screen';
import { formatDay } from '../../ui/time';
import { words as account } from '../../words/account';
import { clientFields } from '../../words/connect';
import { decide as words } from '../../words/sends';
import type { Wanted } from './compare';

interface AccountSideProps {
  account: Schema<'Account'>;
  wanted: Wanted;
  locationName: string | undefined;
}

/** The Account, by the names that its client has for things. */
export const AccountSide = ({
  account: { type, tenancyFrom, tenancyTo },
  wanted,
  locationName,
}: AccountSideProps) => (
  <Panel title={words.account}>
    <Facts
      facts={{
        [clientFields.billingReference]: wanted.billingReference,
        [clientFields.name]: wanted.name,
        [clientFields.type]: words.asType(type, wanted.type),
        [clientFields.siteId]: locationName,
        [account.tenancyFrom]: tenancyFrom && formatDay(tenancyFrom),
        [account.tenancyTo]: tenancyTo ? formatDay(tenancyTo) : account.open,
      }}
    />
  </Panel>
);
