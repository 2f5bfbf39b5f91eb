import type { Schema } from '../../../clients/typescript/src';
import { dayIn, onDay } from '../../ui/zoned';

type Client = Schema<'ConnectClient'>;

/** A client as it stands in its form: dates are days at the Location. */
export interface ClientForm {
  name: string;
  type: Client['type'];
  startDay: string;
  endDay: string;
  billingReference: string;
}

export const clientFormOf = (
  { name, type, startDate, endDate, billingReference }: Client,
  zone: string,
): ClientForm => ({
  name,
  type,
  startDay: dayIn(zone, startDate),
  endDay: dayIn(zone, endDate),
  billingReference,
});

/** What differs from the client as it was shown. A day that was changed keeps its time of day. */
export function clientChanges(shown: Client, form: ClientForm, zone: string): Schema<'ConnectClientEdit'> {
  const before = clientFormOf(shown, zone);
  const name = form.name.trim();
  const billingReference = form.billingReference.trim();
  return {
    ...(name !== before.name && { name }),
    ...(form.type !== before.type && { type: form.type }),
    ...(form.startDay !== before.startDay && { startDate: onDay(zone, shown.startDate, form.startDay) }),
    ...(form.endDay !== before.endDay && { endDate: onDay(zone, shown.endDate, form.endDay) }),
    ...(billingReference !== before.billingReference && { billingReference }),
  };
}
