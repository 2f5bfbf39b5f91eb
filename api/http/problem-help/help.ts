/** What a problem's page says, in plain English. */
export interface Help {
  /** What has happened. */
  means: string;
  /** What its reader can do. */
  remedy: string;
}
