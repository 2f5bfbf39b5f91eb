import { Facts } from '../../ui/facts';
import { Link } from '../../ui/link';
import { Panel } from '../../ui/screen';
import { Day } from '../../ui/time';
import { LocationTime } from '../../app/location-time';
import { words } from '../../words/batch-sheet';
import type { Sheet } from './use-sheet';
import { usePersonName } from './use-person-name';

export function About({ sheet }: { sheet: Sheet }) {
  const nameOf = usePersonName();
  return (
    <Panel title={words.about}>
      <Facts
        facts={{
          [words.number]: sheet.number,
          [words.location]: sheet.location.name,
          [words.batchDate]: <Day date={sheet.batchDate} />,
          [words.referenceDate]: <Day date={sheet.referenceDate} />,
          [words.referenceText]: sheet.referenceText ?? undefined,
          [words.uploadedBy]: nameOf(sheet.uploader),
          [words.revision]: sheet.revision,
          [words.postedAt]: sheet.postedAt ? (
            <LocationTime at={sheet.postedAt} locationId={sheet.location.id} />
          ) : undefined,
          [words.import]: (
            <Link to="/imports/$id" params={{ id: sheet.importId }}>
              {words.openImport}
            </Link>
          ),
          [words.workflow]: sheet.temporalUi ? (
            <a
              className="text-accent hover:underline"
              href={sheet.temporalUi}
              target="_blank"
              rel="noreferrer"
            >
              {words.temporal}
            </a>
          ) : undefined,
        }}
      />
    </Panel>
  );
}
