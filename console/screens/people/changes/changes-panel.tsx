import type { UseQueryResult } from '@tanstack/react-query';
import type { Schema } from '../../../api/client';
import { Paged } from '../../../ui/paged';
import { changes as words } from '../../../words/people';
import { ChangesTable } from './changes-table';

interface ChangesPanelProps {
  query: UseQueryResult<Schema<'PersonChangePage'>>;
  cursor: string | undefined;
}

export const ChangesPanel = ({ query, cursor }: ChangesPanelProps) => (
  <>
    <p className="mb-3 max-w-prose text-sm text-muted">{words.why}</p>
    <Paged query={query} cursor={cursor}>
      {(items) => <ChangesTable changes={items} />}
    </Paged>
  </>
);
