import { useAct } from '../../../api/act';
import { api, type Schema } from '../../../api/client';
import { AskOnce } from '../../../ui/ask-once';
import { Facts } from '../../../ui/facts';
import { changes as words, words as list } from '../../../words/people';
import { useSaid } from './change-asked';

type Change = Schema<'PersonChange'>;

interface DecideChangeProps {
  change: Change;
  action: Change['actions'][number];
  onClose: () => void;
}

/** Asks once before a change takes effect, or is gone. */
export function DecideChange({ change, action, onClose }: DecideChangeProps) {
  const said = useSaid()(change);
  const path = { params: { path: { id: change.id } } };
  const isConfirm = action === 'confirm';
  const decide = useAct({
    act: () =>
      isConfirm
        ? api.post('/v1/persons/changes/{id}/confirm', path)
        : api.post('/v1/persons/changes/{id}/withdraw', path),
    changes: ['person'],
    onDone: onClose,
  });
  const { kind, person, askedBy, identity } = change;
  return (
    <AskOnce
      title={(isConfirm ? words.confirmTitle : words.withdrawTitle)(said, person.name)}
      verb={isConfirm ? words.confirm : words.withdraw}
      look={isConfirm ? 'primary' : 'danger'}
      change={decide}
      onClose={onClose}
    >
      {identity && <IdentityFacts identity={identity} />}
      <p className="text-sm">
        {isConfirm ? words.confirmWhy[kind](person.name, askedBy.name) : words.withdrawWhy}
      </p>
    </AskOnce>
  );
}

const IdentityFacts = ({ identity }: { identity: NonNullable<Change['identity']> }) => (
  <Facts
    facts={{
      [words.issuer]: identity.issuer,
      [words.subject]: identity.subject,
      ...(identity.email && {
        [list.email]: `${identity.email} (${identity.emailVerified ? words.verified : words.unverified})`,
      }),
    }}
  />
);
