import { useState } from 'react';
import { isBeingPosted } from '../../../domain/sheets/sheet-states';
import { LocationTime } from '../../app/location-time';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/screen';
import { TickBox } from '../../ui/tick-box';
import { words } from '../../words/batch-sheet';
import { Approve } from './approve';
import { Complete } from './complete';
import { SendBack } from './send-back';
import type { Sheet } from './use-sheet';
import { usePersonName } from './use-person-name';

/** The two boxes: completed by one person, approved by another. */
export function Ticks({ sheet }: { sheet: Sheet }) {
  const [ticking, setTicking] = useState<'complete' | 'approve'>();
  const nameOf = usePersonName();
  const close = () => setTicking(undefined);
  return (
    <Panel title={words.ticks}>
      <div className="space-y-3">
        <TickBox
          label={words.completed}
          ticked={sheet.completed}
          off={whyNot(sheet, 'complete')}
          onTick={() => setTicking('complete')}
        >
          {sheet.completed && sheet.completedAt && (
            <By name={nameOf(sheet.completer)} at={sheet.completedAt} locationId={sheet.location.id} />
          )}
        </TickBox>
        <TickBox
          label={words.approved}
          ticked={sheet.approved}
          off={whyNot(sheet, 'approve')}
          onTick={() => setTicking('approve')}
        >
          {sheet.approvals.map(({ personId, name, approvedAt }) => (
            <By
              key={personId}
              name={nameOf({ id: personId, name })}
              at={approvedAt}
              locationId={sheet.location.id}
            />
          ))}
          {sheet.approvals.length > 0 && !sheet.approved && <p>{words.oneMore}</p>}
        </TickBox>
        {isBeingPosted(sheet.state) && <p className="text-sm text-muted">{words.inMotion}</p>}
        {sheet.state === 'posted' && <Notice tone="good">{words.posted}</Notice>}
        <SendBack sheet={sheet} />
      </div>
      {ticking === 'complete' && <Complete sheet={sheet} onClose={close} />}
      {ticking === 'approve' && <Approve sheet={sheet} onClose={close} />}
    </Panel>
  );
}

const By = ({ name, ...when }: { name: string; at: string; locationId: string }) => (
  <p>
    {words.by(name)}, <LocationTime {...when} />
  </p>
);

function whyNot({ actions, blocked, location }: Sheet, tick: 'complete' | 'approve'): string | undefined {
  if (actions.includes(tick)) return undefined;
  const reason = blocked.find(({ action }) => action === tick)?.reason;
  return reason ?? words.notYourRole[tick](location.name);
}
