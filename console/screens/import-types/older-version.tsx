import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { one } from '../../api/keys';
import { Asked } from '../../ui/asked';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/screen';
import { words } from '../../words/import-types';
import { DefinitionInWords } from './definition-in-words';

/** A version that has been replaced since, as it read the files of its time. */
export function OlderVersion({ id }: { id: string }) {
  const query = useQuery({
    queryKey: one('import-type', id),
    queryFn: () => api.get('/v1/import-types/{id}', { params: { path: { id } } }),
  });
  return (
    <Asked query={query}>
      {({ name, version, definition }) => (
        <>
          <Notice tone="neutral" title={words.older(name, version)}>
            <p>{words.olderWhy}</p>
            <Link to="/import-types">{words.toList}</Link>
          </Notice>
          <Panel title={words.howRead}>
            <DefinitionInWords definition={definition} />
          </Panel>
        </>
      )}
    </Asked>
  );
}
