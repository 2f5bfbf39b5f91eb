import { Button } from '../../ui/button';
import { form as words } from '../../words/import-types';
import { errorWithin } from './definition-errors';
import type { DefinitionPartProps } from './file-fields';
import { Group, TextPart } from './form-parts';
import { RuleFields } from './rule-fields';
import { emptyRule } from './type-form';

/** Footer, lines that are left out, and rows that are ignored. */
export function LineFields(props: DefinitionPartProps) {
  const { form, change, error } = props;
  return (
    <Group title={words.groups.lines}>
      <TextPart
        label={words.footer}
        hint={words.footerHint}
        error={errorWithin(error, '/footer')}
        value={form.footer}
        onChange={(footer) => change({ footer })}
      />
      <Rules {...props} kind="leaveOut" why={words.leaveOutWhy} add={words.addLeaveOut} />
      <Rules {...props} kind="skip" why={words.skipWhy} add={words.addSkip} />
    </Group>
  );
}

interface RulesProps extends DefinitionPartProps {
  kind: 'leaveOut' | 'skip';
  why: string;
  add: string;
}

function Rules({ kind, why, add, form, change, error }: RulesProps) {
  const rules = form[kind];
  return (
    <div className="space-y-3">
      <p className="text-sm text-muted">{why}</p>
      {rules.map((rule, at) => (
        <RuleFields
          key={rule.key}
          kind={kind}
          at={at}
          rule={rule}
          onChange={(changed) => change({ [kind]: rules.with(at, changed) })}
          onRemove={() => change({ [kind]: rules.toSpliced(at, 1) })}
          error={error}
        />
      ))}
      <Button onClick={() => change({ [kind]: [...rules, emptyRule(crypto.randomUUID())] })}>{add}</Button>
    </div>
  );
}
