import { useSearch } from '@tanstack/react-router';
import { Choice, DayFilter, Filters } from '../../ui/filters';
import { Link } from '../../ui/link';
import { words } from '../../words/audit';
import { actions, isKnownAction, saidOf } from '../../words/audit-actions';
import { Subject } from './subject';

interface AuditFiltersProps {
  people: readonly { id: string; name: string }[];
  /** What the subject is called to which the list is narrowed. */
  about: string | null | undefined;
}

const outcomes = Object.entries(words.outcomes);
const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What one looks for. An action or a person that the address names and nobody else does is there to be seen. */
export function AuditFilters({ people, about }: AuditFiltersProps) {
  const { person, action, subject, outcome, from, to } = useSearch({ from: '/shell/audit' });
  const persons = people.map(({ id, name }) => [id, name] as const);
  const known = Object.entries(actions);
  const isOther = action !== undefined && !isKnownAction(action);
  const isStranger = person !== undefined && !people.some(({ id }) => id === person);
  return (
    <>
      <Filters>
        <Choice
          label={words.person}
          name="person"
          value={person}
          any={words.anybody}
          choices={isStranger ? [[person, words.thing(words.unknownPerson, person)], ...persons] : persons}
        />
        <Choice
          label={words.action}
          name="action"
          value={action}
          any={words.anything}
          choices={isOther ? [[action, saidOf(action)], ...known] : known}
        />
        <Choice
          label={words.outcome}
          name="outcome"
          value={outcome}
          any={words.anyOutcome}
          choices={outcomes}
        />
        <DayFilter label={words.from} name="from" value={from} />
        <DayFilter label={words.to} name="to" value={to} />
      </Filters>
      <p className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        <span>{words.zone(browserZone)}</span>
        {subject !== undefined && (
          <span>
            {words.about}: <Subject subject={subject} name={about} />{' '}
            <Link to="." search={(search: object) => ({ ...search, subject: undefined, cursor: undefined })}>
              {words.clearSubject}
            </Link>
          </span>
        )}
      </p>
    </>
  );
}
