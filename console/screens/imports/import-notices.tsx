import type { Schema } from '../../api/client';
import { ButtonLink } from '../../ui/link';
import { Told } from '../../ui/told';
import { Notice } from '../../ui/notice';
import { words } from '../../words/import';

/** What somebody must know before anything else: failure, standstill, warnings, matches to be had. */
export function ImportNotices({ found }: { found: Schema<'ChargeImport'> }) {
  const { failure, stopped, warnings, newMatches, location } = found;
  return (
    <>
      {failure && (
        <Notice tone="danger" title={words.failed}>
          <p>{failure.message}</p>
          <ButtonLink to="/imports/new" search={{ location: location.id }}>
            {words.newImport}
          </ButtonLink>
        </Notice>
      )}
      {stopped !== null && (
        <Notice tone="danger" title={words.stopped}>
          <p>{stopped}</p>
        </Notice>
      )}
      {newMatches && (
        <Notice title={words.newMatches}>
          <p>{words.newMatchesWhy}</p>
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice tone="warn" title={words.check}>
          <ul className="list-disc pl-5">
            {warnings.map(({ code, message }) => (
              <li key={code + message}>
                <Told>{`${message}.`}</Told>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
