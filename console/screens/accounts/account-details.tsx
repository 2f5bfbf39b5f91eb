import { useState } from 'react';
import type { Schema } from '../../api/client';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { Facts } from '../../ui/facts';
import { Panel } from '../../ui/screen';
import { formatDay } from '../../ui/time';
import { words } from '../../words/account';
import { form, words as list } from '../../words/accounts';
import { EditAccount } from './edit-account';
import { contactLine } from './contact-line';

/** What Operate has of the tenant. */
export function AccountDetails({ account }: { account: Schema<'Account'> }) {
  const { locations, may } = useMe();
  const [isEdited, setEdited] = useState(false);
  const { accountsId, name, type, locationId, tenancyFrom, tenancyTo, contacts } = account;
  return (
    <Panel
      title={words.details}
      aside={
        may('manage-accounts', locationId) && <Button onClick={() => setEdited(true)}>{form.edit}</Button>
      }
    >
      <Facts
        facts={{
          [list.accountsId]: accountsId,
          [list.name]: name,
          [list.type]: type,
          [list.location]: locations.find(({ id }) => id === locationId)?.name,
          [words.tenancyFrom]: tenancyFrom && formatDay(tenancyFrom),
          [words.tenancyTo]: tenancyTo ? formatDay(tenancyTo) : words.open,
          [words.contacts]: contacts.length > 0 ? <Contacts contacts={contacts} /> : words.noContacts,
        }}
      />
      {isEdited && <EditAccount account={account} onClose={() => setEdited(false)} />}
    </Panel>
  );
}

const Contacts = ({ contacts }: { contacts: readonly unknown[] }) => (
  <ul>
    {contacts.map((contact, at) => (
      <li key={at}>{contactLine(contact)}</li>
    ))}
  </ul>
);
