import type { Schema } from '../../../api/client';
import { Button } from '../../../ui/button';
import { Link } from '../../../ui/link';
import { words } from '../../../words/import-codes';

type Likely = Schema<'LikelyAccount'>;

interface CodeWaysOutProps {
  problem: Schema<'CodeProblem'>;
  /** Of the import: only its Accounts can be given the code. */
  locationId: string;
  mayGive: boolean;
  onGive: (likely: Likely | undefined) => void;
}

/** These have the code already: it is their tenancy that is in the way. */
const haveIt: readonly Likely['why'][] = ['tenancy-not-begun', 'tenancy-ended'];

/** Whom the code may mean, likeliest first, and what can be done about it. */
export function CodeWaysOut({ problem, locationId, mayGive, onGive }: CodeWaysOutProps) {
  const { code, reason, likelyAccounts } = problem;
  const canGive = (one: Likely) => mayGive && one.location.id === locationId && !haveIt.includes(one.why);
  return (
    <div className="min-w-56 space-y-2">
      {likelyAccounts.length > 0 && (
        <ul className="space-y-2">
          {likelyAccounts.map((one) => (
            <li key={one.accountId + one.why}>
              {canGive(one) ? (
                <Button onClick={() => onGive(one)}>{words.giveTo(one.accountsId)}</Button>
              ) : (
                <Link to="/accounts/$id" params={{ id: one.accountId }}>
                  {words.goTo(one.accountsId)}
                </Link>
              )}
              <span className="block text-xs text-muted">
                {one.name} {one.location.id !== locationId && words.at(one.location.name)}:{' '}
                {words.why[one.why]}
              </span>
            </li>
          ))}
        </ul>
      )}
      {code === null ? (
        <Link
          to="."
          hash="rows"
          search={(search: object) => ({
            ...search,
            tab: 'rows',
            status: 'unmatched',
            reason,
            cursor: undefined,
          })}
        >
          {words.assignRows}
        </Link>
      ) : (
        mayGive &&
        !likelyAccounts.some(({ why }) => haveIt.includes(why)) && (
          <Button look={likelyAccounts.some(canGive) ? 'quiet' : 'plain'} onClick={() => onGive(undefined)}>
            {words.give}
          </Button>
        )
      )}
    </div>
  );
}
