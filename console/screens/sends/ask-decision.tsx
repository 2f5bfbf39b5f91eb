import { useNavigate } from '@tanstack/react-router';
import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { AskReason } from '../../ui/ask-reason';
import { decide as words } from '../../words/sends';

export type Choice =
  { decision: 'link'; client: Schema<'ConnectClient'> } | { decision: 'create' | 'give-up' };

interface AskDecisionProps {
  account: Schema<'Account'>;
  choice: Choice;
  /** The decision is taken, and is carried out later. */
  onPending: (decisionId: string) => void;
  onClose: () => void;
}

/** Asks once, with what follows, and for the reason; then shows the Account, where it goes on. */
export function AskDecision({ account: { id, accountsId }, choice, onPending, onClose }: AskDecisionProps) {
  const navigate = useNavigate();
  const resolve = useAct({
    act: (reason: string) =>
      api.post('/v1/accounts/{id}/connect-client/resolve', {
        params: { path: { id } },
        body: {
          decision: choice.decision,
          reason,
          ...(choice.decision === 'link' && { clientId: choice.client.id }),
        },
      }),
    changes: ['account', 'send'],
    onDone: (answer) => {
      onClose();
      if (answer.state === 'pending') onPending(answer.id);
      else void navigate({ to: '/accounts/$id', params: { id }, search: (search) => search });
    },
  });
  const { title, why, verb, look } = asked(choice, accountsId);
  return (
    <AskReason
      open
      title={title}
      verb={verb}
      look={look}
      busy={resolve.isPending}
      error={resolve.error}
      onClose={onClose}
      onConfirm={(reason) => resolve.mutate(reason)}
    >
      <p className="text-sm">{why}</p>
    </AskReason>
  );
}

function asked(choice: Choice, accountsId: string) {
  const primary = 'primary' as const;
  switch (choice.decision) {
    case 'link': {
      const { name, billingReference } = choice.client;
      const title = words.linkTitle(name, accountsId);
      return { title, why: words.linkWhy(billingReference), verb: words.link, look: primary };
    }
    case 'create': {
      const title = words.createTitle(accountsId);
      return { title, why: words.createWhy, verb: words.createVerb, look: primary };
    }
    case 'give-up': {
      const title = words.giveUpTitle(accountsId);
      return { title, why: words.giveUpWhy, verb: words.giveUp, look: 'danger' as const };
    }
  }
}
