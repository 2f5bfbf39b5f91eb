import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { Asked } from '../../ui/asked';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { ButtonLink } from '../../ui/link';
import { event as words } from '../../words/audit';
import { saidOf } from '../../words/audit-actions';
import { EventDetail } from './event-detail';
import { eventAt } from './event-place';

type AuditEvent = Schema<'AuditEvent'>;

interface EventDialogProps {
  /** As it stands in the address. */
  place: string;
  /** Those on the page, among which it mostly is. */
  listed: readonly AuditEvent[];
}

/** One event whole. Its address shows it also where the list has moved on. */
export function EventDialog({ place, listed }: EventDialogProps) {
  const navigate = useNavigate();
  const at = eventAt(place);
  const known = listed.find(({ id }) => id === at?.id);
  const query = useQuery({
    queryKey: ['audit', 'event', place],
    queryFn: async () => {
      if (!at) return null;
      const { id, from, to } = at;
      const { items } = await api.get('/v1/audit-events', { params: { query: { from, to, limit: 200 } } });
      return items.find((one) => one.id === id) ?? null;
    },
    enabled: known === undefined,
  });
  const found = known ?? query.data;
  // Back to the list as it was: closing is no step of its own in the history.
  const close = () =>
    void navigate({
      to: '.',
      replace: true,
      search: (search: object) => ({ ...search, event: undefined }),
    });
  return (
    <Dialog open wide title={found ? saidOf(found.action) : words.title} onClose={close}>
      {found ? (
        <EventDetail event={found} />
      ) : (
        <Asked query={query}>{() => <p className="text-sm">{words.notFound}</p>}</Asked>
      )}
      <DialogButtons>
        {found && (
          <ButtonLink
            to="."
            search={(search: object) => ({
              location: 'location' in search ? (search.location as string | undefined) : undefined,
              subject: found.subject,
            })}
          >
            {words.all}
          </ButtonLink>
        )}
        <Button onClick={close}>{words.close}</Button>
      </DialogButtons>
    </Dialog>
  );
}
