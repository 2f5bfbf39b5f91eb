import { type Page } from 'playwright-core';
import { type ConsolePage } from '../browser/console-page';

export interface Storyteller {
  /** Ops. */
  omar: ConsolePage;
  /** Ops and approver. */
  lea: ConsolePage;
  /** Approver. */
  ana: ConsolePage;
  seed: StorySeed;
  /** Called at each sight, once it is there to be seen. */
  see: (page: Page, sight: string) => Promise<void>;
}

export interface StorySeed {
  /** One that has not been sent to Connect. */
  account: { accountsId: string; name: string };
  file: { name: string; text: string };
  /** That of the file which nobody has. */
  code: string;
}
