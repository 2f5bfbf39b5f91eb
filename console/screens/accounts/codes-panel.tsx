import { useState } from 'react';
import type { Schema } from '../../api/client';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { Day } from '../../ui/time';
import { codes as words } from '../../words/account';
import { AddCode } from './add-code';
import { EndCode } from './end-code';

type Code = Schema<'AccountCode'>;

const columns: readonly Column<Code>[] = [
  { header: words.code, cell: ({ code }) => code },
  { header: words.from, cell: ({ effectiveFrom: day }) => (day ? <Day date={day} /> : words.always) },
  { header: words.to, cell: ({ effectiveTo: day }) => (day ? <Day date={day} /> : words.never) },
];

/** What calls name the Account by, and when. */
export function CodesPanel({ account }: { account: Schema<'Account'> }) {
  const { may } = useMe();
  const [open, setOpen] = useState<'new' | Code>();
  const mayEdit = may('manage-accounts', account.locationId);
  const change: Column<Code> = {
    header: <span className="sr-only">{words.change}</span>,
    cell: (code) => (
      <Button look="quiet" onClick={() => setOpen(code)}>
        {code.effectiveTo ? words.changeEnd : words.end}
        <span className="sr-only">
          {code.effectiveTo ? words.changeOf(code.code) : words.endOf(code.code)}
        </span>
      </Button>
    ),
  };
  const close = () => setOpen(undefined);
  return (
    <Panel title={words.title} aside={mayEdit && <Button onClick={() => setOpen('new')}>{words.add}</Button>}>
      <p className="mb-2 text-sm text-muted">{words.why}</p>
      <Table
        caption={words.caption}
        columns={mayEdit ? [...columns, change] : columns}
        items={account.accountCodes}
        keyOf={({ id }) => id}
        empty={words.empty}
      />
      {open === 'new' && <AddCode account={account} onClose={close} />}
      {open !== undefined && open !== 'new' && <EndCode id={account.id} code={open} onClose={close} />}
    </Panel>
  );
}
