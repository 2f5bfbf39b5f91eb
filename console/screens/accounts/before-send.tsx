import { clientType } from '../../../domain/sends/client';
import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { Link } from '../../ui/link';
import { Permitted } from '../../ui/permitted';
import { ProblemNote } from '../../ui/problem';
import { Panel } from '../../ui/screen';
import { Table } from '../../ui/table';
import { send as words } from '../../words/account';

interface BeforeSendProps {
  account: Schema<'Account'>;
  location: Schema<'Location'> | undefined;
}

/** What the press passes across and what it does not, and the button. */
export function BeforeSend({ account, location }: BeforeSendProps) {
  const { id, actions, blocked } = account;
  const press = useAct({
    act: () => api.post('/v1/accounts/{id}/send-to-connect', { params: { path: { id } } }),
    changes: ['account', 'send'],
  });
  const isOnesOwn = [...actions, ...blocked.map(({ action }) => action)].includes('sendToConnect');
  return (
    <Panel title={words.title}>
      <div className="space-y-4">
        <p className="text-sm">{words.intro}</p>
        <Table
          caption={words.passed}
          columns={[
            { header: words.client, cell: ({ field }) => field },
            {
              header: words.passed,
              cell: ({ value, source }) => (
                <>
                  {value} <span className="block text-xs text-muted">{source}</span>
                </>
              ),
            },
          ]}
          items={passedAcross(account, location)}
          keyOf={({ field }) => field}
          empty={null}
        />
        <div className="text-sm">
          <p className="font-medium">{words.notPassed}</p>
          <ul className="list-disc pl-5 text-muted">
            {words.notPassedWhat.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </div>
        <ProblemNote error={press.error} />
        <div className="flex flex-wrap items-center gap-3">
          <Permitted
            on={account}
            action="sendToConnect"
            look="primary"
            busy={press.isPending}
            onClick={() => press.mutate()}
          >
            {words.button}
          </Permitted>
          <span className="text-sm text-muted">{isOnesOwn ? words.onceOnly : words.notYours}</span>
        </div>
      </div>
    </Panel>
  );
}

function passedAcross({ accountsId, name, type }: Schema<'Account'>, location?: Schema<'Location'>) {
  const place = location?.name ?? '';
  return [
    { field: words.name, value: name, source: words.nameFrom },
    { field: words.type, value: clientType(type), source: words.typeFrom(type) },
    { field: words.startDate, value: words.now, source: words.startDateFrom },
    { field: words.endDate, value: words.yearLater, source: words.endDateFrom(place) },
    { field: words.billingReference, value: accountsId, source: words.billingReferenceFrom },
    { field: words.site, value: location && <Site location={location} />, source: words.siteFrom(place) },
  ];
}

const Site = ({ location: { id, connectSiteId } }: { location: Schema<'Location'> }) =>
  connectSiteId ?? (
    <span className="text-danger">
      {words.noSite}{' '}
      <Link to="/locations/$id" params={{ id }}>
        {words.toLocation}
      </Link>
    </span>
  );
