import type { ReactNode } from 'react';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { classes } from './classes';
import type { Tone } from './badge';

const looks = {
  neutral: ['border-line bg-sunken', Info],
  info: ['border-info/40 bg-info-soft', Info],
  good: ['border-good/40 bg-good-soft', CircleCheck],
  warn: ['border-warn/40 bg-warn-soft', TriangleAlert],
  danger: ['border-danger/40 bg-danger-soft', CircleAlert],
} as const;

interface NoticeProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** Read out at once. */
  urgent?: boolean;
}

export function Notice({ tone = 'info', title, children, urgent }: NoticeProps) {
  const [look, Icon] = looks[tone];
  return (
    <div
      role={urgent ? 'alert' : undefined}
      className={classes('flex gap-3 rounded-md border p-3 text-sm', look)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 grow space-y-1">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}
