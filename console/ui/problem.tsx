import { isProblem } from '../api/client';
import { words } from '../words/problems';
import { Button } from './button';
import { Copy } from './copy';
import { Notice } from './notice';

interface ProblemNoteProps {
  error: unknown;
  /** Tries again; absent where that would not help. */
  retry?: () => void;
}

/** What went wrong, why, the way out, and the request id to copy. Nothing while there is no error. */
export function ProblemNote({ error, retry }: ProblemNoteProps) {
  // That the session has ended is said once, over everything; the next press may be one of a new session.
  if (!error || isProblem(error, 401)) return null;
  const { title, detail, fields, requestId, help } = told(error);
  return (
    <Notice tone="danger" title={title} urgent>
      {detail && <p>{detail}</p>}
      {fields.length > 0 && (
        <ul className="list-disc pl-5">
          {fields.map(({ pointer, detail }) => (
            <li key={pointer + detail}>
              {words.field(pointer)} {detail}
            </li>
          ))}
        </ul>
      )}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {retry && (
          <Button look="quiet" onClick={retry}>
            {words.tryAgain}
          </Button>
        )}
        {help && (
          <a className="text-accent underline" href={help} target="_blank" rel="noreferrer">
            {words.whatThisMeans}
          </a>
        )}
        {requestId && <Copy text={requestId} label={words.requestId} />}
      </p>
    </Notice>
  );
}

function told(error: unknown) {
  if (!isProblem(error)) return { title: words.noAnswer, detail: words.noAnswerWhy, fields: [] };
  const { title, detail, errors, requestId, type, status } = error;
  // What stands in between, such as a proxy, answers in its own way: not for people to read.
  if (!type.startsWith('/problems/'))
    return { title: words.noAnswer, detail: words.unreadable(status), fields: [], requestId };
  const help = type;
  if (type === '/problems/idempotency-key-reused')
    return { title: words.arrived, detail: words.arrivedWhy, fields: [], requestId, help };
  return { title, detail, fields: errors, requestId, help };
}
