import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { Facts } from '../../ui/facts';
import { Notice } from '../../ui/notice';
import { ProblemNote } from '../../ui/problem';
import { Panel } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { connect as words } from '../../words/locations';

type Check = Schema<'ConnectCheck'>;
type Difference = Check['differences'][number];

const columns: readonly Column<Difference>[] = [
  { header: words.field, cell: ({ field }) => words.fields[field] },
  { header: words.here, cell: ({ location }) => location },
  { header: words.there, cell: ({ connect }) => connect },
];

/** The Location's site in Connect, and whether it is there. */
export function ConnectSite({ location }: { location: Schema<'Location'> }) {
  const { may } = useMe();
  const { id, connectSiteId } = location;
  const check = useAct({
    act: () => api.post('/v1/locations/{id}/connect-check', { params: { path: { id } } }),
    changes: [],
  });
  const mayVerify = may('configure', id) && connectSiteId !== null;
  return (
    <Panel
      title={words.title}
      aside={
        mayVerify && (
          <Button busy={check.isPending} onClick={() => check.mutate()}>
            {words.verify}
          </Button>
        )
      }
    >
      <div className="space-y-3 text-sm">
        {connectSiteId === null ? (
          <p>{words.none}</p>
        ) : (
          <p className="font-medium break-all">{connectSiteId}</p>
        )}
        {mayVerify && !check.data && <p className="text-muted">{words.intro}</p>}
        <ProblemNote error={check.error} />
        <div role="status">{check.data && !check.isPending && <Outcome check={check.data} />}</div>
      </div>
    </Panel>
  );
}

function Outcome({ check }: { check: Check }) {
  const { outcome, detail, site, differences } = check;
  const [title, tone] = words.outcomes[outcome];
  return (
    <div className="space-y-3">
      {differences.length > 0 ? (
        <Notice tone="warn" title={words.thereButDiffers}>
          <p>{detail}</p>
        </Notice>
      ) : (
        <Notice tone={tone} title={title}>
          <p>{detail}</p>
        </Notice>
      )}
      {differences.length > 0 ? (
        <section className="space-y-1">
          <h3 className="font-medium">{words.differs}</h3>
          <p className="text-xs text-muted">{words.differsWhy}</p>
          <Table
            caption={words.differs}
            columns={columns}
            items={differences}
            keyOf={({ field }) => field}
            empty=""
          />
        </section>
      ) : (
        site && (
          <Facts
            facts={{ [words.nameThere]: site.name, [words.zoneThere]: site.timeZone ?? words.unknownZone }}
          />
        )
      )}
    </div>
  );
}
