import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { list } from '../../api/keys';
import { Combobox } from '../../ui/combobox';
import { Field } from '../../ui/field';
import { useDebounced } from '../../ui/use-debounced';
import { words } from '../../words/import-rows';

export interface PickedAccount {
  id: string;
  accountsId: string;
  name: string;
}

interface AccountPickerProps {
  locationId: string;
  value: PickedAccount | null;
  onChoose: (account: PickedAccount | null) => void;
  error: string | undefined;
}

const textOf = ({ accountsId, name }: PickedAccount): string => `${accountsId} ${name}`;

/** Searches the Accounts of a Location by name, Accounts ID or code. */
export function AccountPicker({ locationId, value, onChoose, error }: AccountPickerProps) {
  const [text, setText] = useState(value ? textOf(value) : '');
  const wanted = value && text === textOf(value) ? '' : text.trim();
  const searched = useDebounced(wanted);
  const found = useQuery({
    queryKey: list('account', 'pick', locationId, searched),
    queryFn: ({ signal }) =>
      api.get('/v1/accounts', {
        params: { query: { locationId, limit: 20, ...(searched && { q: searched }) } },
        signal,
      }),
  });
  // Never what was found for another text: a quick Enter would take a wrong Account.
  const items: PickedAccount[] = searched === wanted ? (found.data?.items ?? []) : [];
  return (
    <Field label={words.account} hint={words.accountHint} error={error}>
      {({ id, 'aria-invalid': invalid }) => (
        <Combobox
          id={id}
          items={items}
          value={value}
          onChoose={onChoose}
          text={text}
          onText={setText}
          textOf={textOf}
          keyOf={(account) => account.id}
          placeholder={words.accountSearch}
          status={
            found.isPending || searched !== wanted
              ? words.searching
              : items.length === 0
                ? words.noAccount
                : ''
          }
          invalid={invalid}
        />
      )}
    </Field>
  );
}
