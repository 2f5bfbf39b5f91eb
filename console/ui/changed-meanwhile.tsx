import { words } from '../words/lists';
import { changedNames } from './meanwhile';
import { Notice } from './notice';

interface ChangedMeanwhileProps<Form> {
  meanwhile: { before: Form; now: Form } | undefined;
  labels: Record<keyof Form & string, string>;
  /** A value of the form in words. */
  tell: (name: keyof Form & string, form: Form) => string;
}

/** What another person changed while a form was open. Nothing where nobody did. */
export function ChangedMeanwhile<Form extends object>(props: ChangedMeanwhileProps<Form>) {
  const { meanwhile, labels, tell } = props;
  if (!meanwhile) return null;
  const { before, now } = meanwhile;
  return (
    <Notice tone="warn" title={words.meanwhile} urgent>
      <ul className="list-disc pl-5">
        {changedNames(before, now).map((name) => (
          <li key={name}>{words.changedTo(labels[name], tell(name, before), tell(name, now))}</li>
        ))}
      </ul>
      <p>{words.meanwhileThen}</p>
    </Notice>
  );
}
