import { useAct } from '../../api/act';
import { api } from '../../api/client';
import { AskOnce } from '../../ui/ask-once';
import { client as words } from '../../words/account';

interface ConvertClientProps {
  id: string;
  /** Of the client. */
  name: string;
  onClose: () => void;
}

/** Asks once: a client that is Active stays so. */
export function ConvertClient({ id, name, onClose }: ConvertClientProps) {
  const convert = useAct({
    act: () => api.post('/v1/accounts/{id}/connect-client/convert', { params: { path: { id } } }),
    changes: ['account', 'send'],
    onDone: onClose,
  });
  return (
    <AskOnce
      title={words.convertTitle(name)}
      verb={words.convert}
      look="primary"
      change={convert}
      onClose={onClose}
    >
      <p className="text-sm">{words.convertWhy}</p>
    </AskOnce>
  );
}
