import type { Schema } from '../../api/client';
import { Badge } from '../../ui/badge';
import { statuses } from '../../words/imports';

export function ImportStatus({ status }: { status: Schema<'ChargeImport'>['status'] }) {
  const [text, tone] = statuses[status];
  return <Badge tone={tone}>{text}</Badge>;
}
