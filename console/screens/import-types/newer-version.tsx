import type { Schema } from '../../api/client';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { words as lists } from '../../words/lists';
import { words } from '../../words/import-types';
import { tellColumns, tellDefinition } from './tell-definition';

type ImportType = Schema<'ImportType'>;

interface NewerVersionNoteProps {
  seen: ImportType;
  newer: ImportType;
  /** Something was typed, which is kept. */
  isEdited: boolean;
}

/** What somebody else has changed in a version of their own. */
export const NewerVersionNote = ({ seen, newer, isEdited }: NewerVersionNoteProps) => (
  <Notice tone="warn" title={words.newer(newer.version)} urgent>
    <ul className="list-disc pl-5">
      {differing(seen, newer).map(([name, before, now]) => (
        <li key={name}>{lists.changedTo(name, before, now)}</li>
      ))}
    </ul>
    {isEdited ? (
      <p>{lists.meanwhileThen}</p>
    ) : (
      <Link to="/import-types/$id" params={{ id: newer.id }}>
        {words.toNewer(newer.version)}
      </Link>
    )}
  </Notice>
);

function differing(seen: ImportType, newer: ImportType): [name: string, before: string, now: string][] {
  const [before, now] = [told(seen), told(newer)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names
    .filter((name) => before[name] !== now[name])
    .map((name) => [name, before[name] ?? lists.empty, now[name] ?? lists.empty]);
}

const told = ({ definition }: ImportType): Record<string, string> => ({
  ...Object.fromEntries(tellColumns(definition).map(({ column, found }) => [column, found])),
  ...tellDefinition(definition),
});
