import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocationId } from '../../app/location-switch';
import { api } from '../../api/client';
import { list } from '../../api/keys';
import { Button } from '../../ui/button';
import { Input } from '../../ui/field';
import { Link } from '../../ui/link';
import { ProblemNote } from '../../ui/problem';
import { words } from '../../words/charges';

const shown = 8;

/** Finds an Account by name or Accounts ID; choosing one narrows the ledger to it. */
export function AccountFilter() {
  const [text, setText] = useState('');
  const [q, setQ] = useState('');
  const locationId = useLocationId();
  const { data, error } = useQuery({
    queryKey: list('account', 'choice', q, locationId),
    queryFn: () => api.get('/v1/accounts', { params: { query: { q, locationId, limit: shown } } }),
    enabled: q !== '',
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setQ(text.trim());
  };
  return (
    <div className="grow sm:max-w-sm">
      <form role="search" aria-label={words.accountSearch} onSubmit={submit} className="flex items-end gap-2">
        <label className="block grow space-y-1 text-xs text-muted">
          <span className="block">{words.accountSearch}</span>
          <Input type="search" value={text} onChange={({ target }) => setText(target.value)} />
        </label>
        <Button type="submit">{words.find}</Button>
      </form>
      <ProblemNote error={error} />
      <div role="status">
        {q !== '' && data && (
          <ul className="mt-1 rounded-md border border-line p-2 text-sm">
            {data.items.length === 0 && <li>{words.noAccount}</li>}
            {data.items.map(({ id, accountsId, name }) => (
              <li key={id}>
                <Link
                  to="."
                  search={(search: object) => ({ ...search, account: id, cursor: undefined })}
                  onClick={() => setQ('')}
                >
                  {accountsId} {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
