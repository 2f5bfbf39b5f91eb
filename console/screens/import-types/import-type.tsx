import { useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { useMe } from '../../app/me';
import { Asked } from '../../ui/asked';
import { Badge } from '../../ui/badge';
import { ButtonLink, Link } from '../../ui/link';
import { Screen } from '../../ui/screen';
import { words } from '../../words/import-types';
import { Definition } from './definition';
import { Sample } from './sample';
import { OlderVersion } from './older-version';
import { useImportTypes } from './use-import-types';

export function ImportTypeScreen() {
  const { id } = useParams({ from: '/shell/import-types/$id' });
  const { may } = useMe();
  const types = useImportTypes();
  const listed = types.data?.find((one) => one.id === id);
  // Once somebody else saves a version, this one is no longer among the newest; what is being typed stays.
  const shown = useRef(listed);
  if (listed) shown.current = listed;
  const type = shown.current?.id === id ? shown.current : undefined;
  const newest = types.data?.find(({ name }) => name === type?.name) ?? type;
  return (
    <Screen
      title={type?.name ?? words.titleWaiting}
      purpose={words.onePurpose}
      above={<Link to="/import-types">{words.title}</Link>}
      aside={
        type && (
          <>
            <Badge tone="info">{words.versionOf(type.version)}</Badge>
            {may('configure', null) && (
              <ButtonLink to="/import-types/new" search={{ from: id }}>
                {words.copy}
              </ButtonLink>
            )}
          </>
        )
      }
    >
      <Asked query={types}>
        {() =>
          type && newest ? (
            <div className="grid items-start gap-5 xl:grid-cols-2">
              <div className="min-w-0">
                <Definition key={type.name} type={type} newest={newest} />
              </div>
              <div className="min-w-0">
                <Sample type={type} types={types.data ?? []} />
              </div>
            </div>
          ) : (
            <OlderVersion id={id} />
          )
        }
      </Asked>
    </Screen>
  );
}
