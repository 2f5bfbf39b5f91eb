import { useQuery } from '@tanstack/react-query';
import { api, inBackground, type Schema } from '../../api/client';
import { list } from '../../api/keys';
import { Asked } from '../../ui/asked';
import { ButtonLink, Link } from '../../ui/link';
import { Panel } from '../../ui/screen';
import { Ago } from '../../ui/time';
import { words as imports } from '../../words/imports';
import { words } from '../../words/work';
import { ImportStatus } from '../imports/import-status';
import { RowsBar } from '../imports/rows-bar';

type ChargeImport = Schema<'ChargeImport'>;

/** How often it is asked again: an import tells of its progress only to whoever looks at it. */
const often = 5_000;
const seldom = 60_000;

/** Which imports go on by themselves. */
export function ImportsInMotion({ location }: { location: string | undefined }) {
  const query = useQuery({
    queryKey: list('work', 'imports-in-motion', location),
    queryFn: async () => {
      const query = { locationId: location, inMotion: 'true' } as const;
      return (await api.get('/v1/charge-imports', { params: { query }, headers: inBackground })).items;
    },
    refetchInterval: ({ state }) => (state.data?.length ? often : seldom),
  });
  return (
    <Panel
      title={words.inMotion}
      aside={
        <>
          <ButtonLink to="/imports" search={{ location }}>
            {words.allImports}
          </ButtonLink>
          <ButtonLink to="/sends" search={{ location }}>
            {words.allSends}
          </ButtonLink>
        </>
      }
    >
      <Asked query={query}>
        {(found) =>
          found.length === 0 ? (
            <p className="text-sm text-muted">{words.nothingInMotion}</p>
          ) : (
            <div className="space-y-2 text-sm">
              <p className="text-muted">{words.inMotionWhy}</p>
              <ul className="divide-y divide-line">
                {found.map((one) => (
                  <InMotion key={one.id} found={one} />
                ))}
              </ul>
            </div>
          )
        }
      </Asked>
    </Panel>
  );
}

const InMotion = ({ found }: { found: ChargeImport }) => (
  <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
    <Link to="/imports/$id" params={{ id: found.id }} className="min-w-0 font-medium break-all">
      {imports.unnamed(found.file.name)}
    </Link>
    <ImportStatus status={found.status} />
    <span>{found.location.name}</span>
    <RowsBar found={found} />
    <span className="text-muted">
      <Ago at={found.createdAt} />
    </span>
    {found.stopped !== null && <span className="text-warn">{words.stopped(found.stopped)}</span>}
  </li>
);
