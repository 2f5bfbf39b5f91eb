import type { Schema } from '../../api/client';

export interface SentAccount {
  account: Schema<'Account'>;
  sending: Schema<'Sending'>;
}
