import { useMe } from '../../app/me';
import { words } from '../../words/batch-sheets';

/** Names people; the one who reads is "you". */
export function usePersonName() {
  const me = useMe();
  return (person: { id: string; name: string } | null | undefined): string => {
    if (!person) return words.somebody;
    return person.id === me.id ? words.you : person.name;
  };
}
