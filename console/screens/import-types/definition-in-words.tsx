import type { Schema } from '../../api/client';
import { Facts } from '../../ui/facts';
import { tellColumns, tellDefinition } from './tell-definition';
import { words } from '../../words/import-types';

/** How a file is read, for who does not want to change it. */
export function DefinitionInWords({ definition }: { definition: Schema<'ImportTypeDefinition'> }) {
  const columns = tellColumns(definition).map(({ column, found }) => [column, found] as const);
  return (
    <div className="space-y-5">
      <section className="space-y-2">
        <h3 className="text-sm font-medium">{words.columns}</h3>
        <Facts facts={Object.fromEntries(columns)} />
      </section>
      <Facts facts={tellDefinition(definition)} />
    </div>
  );
}
