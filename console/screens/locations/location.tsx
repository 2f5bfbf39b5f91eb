import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api } from '../../api/client';
import { one } from '../../api/keys';
import { Asked } from '../../ui/asked';
import { ButtonLink, Link } from '../../ui/link';
import { Screen } from '../../ui/screen';
import { TwoColumns } from '../../ui/two-columns';
import { one as words, words as list } from '../../words/locations';
import { ConnectSite } from './connect-site';
import { LocationMonths } from './location-months';
import { LocationSettings } from './location-settings';
import { StoredFiles } from './stored-files';

export function LocationScreen() {
  const { id } = useParams({ from: '/shell/locations/$id' });
  const query = useQuery({
    queryKey: one('location', id),
    queryFn: () => api.get('/v1/locations/{id}', { params: { path: { id } } }),
  });
  return (
    <Screen
      title={query.data?.name ?? words.titleWaiting}
      purpose={words.purpose}
      above={<Link to="/locations">{list.title}</Link>}
      aside={
        query.data && (
          <>
            <ButtonLink to="/accounts" search={{ location: id }}>
              {words.accounts}
            </ButtonLink>
            <ButtonLink to="/imports" search={{ location: id }}>
              {words.imports}
            </ButtonLink>
          </>
        )
      }
    >
      <Asked query={query}>
        {(location) => (
          <TwoColumns>
            <>
              <LocationSettings location={location} />
              <LocationMonths id={id} />
            </>
            <>
              <ConnectSite key={location.connectSiteId} location={location} />
              <StoredFiles location={location} />
            </>
          </TwoColumns>
        )}
      </Asked>
    </Screen>
  );
}
