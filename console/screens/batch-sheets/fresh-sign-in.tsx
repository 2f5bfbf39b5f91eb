import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { one } from '../../api/keys';
import { buttonClasses } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { words } from '../../words/batch-sheet';

/** Signs in anew beside this page, so that nothing of it is lost. */
export function FreshSignIn({ detail, locationId }: { detail: string | undefined; locationId: string }) {
  const { data } = useQuery({
    queryKey: one('location', locationId),
    queryFn: () => api.get('/v1/locations/{id}', { params: { path: { id: locationId } } }),
  });
  const maxAgeSeconds = 60 * (data?.freshSignInMinutes ?? 1);
  return (
    <Notice tone="warn" title={words.freshTitle} urgent>
      {detail && <p>{detail}</p>}
      <p>
        <a
          className={buttonClasses('primary')}
          href={`/auth/sign-in?to=/signed-in&maxAge=${maxAgeSeconds}`}
          target="_blank"
          rel="opener"
        >
          {words.freshLink}
        </a>
      </p>
      <p>{words.freshThen}</p>
    </Notice>
  );
}
