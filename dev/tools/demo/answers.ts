/** What the tour reads of the public API's answers. */

export interface Person {
  name: string;
  roles: string[];
}

export interface Location {
  id: string;
  name: string;
  currency: string;
  connectSiteId: string;
}

export interface Account {
  id: string;
  accountsId: string;
  name: string;
  connectState: string;
  tenancyTo: string | null;
  accountCodes: { code: string; effectiveFrom: string | null; effectiveTo: string | null }[];
}

export interface ConnectClient {
  state: string;
  client: { id: string; type: string; status: string; billingReference: string } | null;
  accountCode: string | null;
  lastFault: unknown;
  workflowId: string;
  temporalUi: string | null;
}

type PerStatus<T> = Record<'file' | 'matched' | 'unmatched' | 'invalid' | 'duplicate' | 'ignored', T>;

export interface ChargeImport {
  id: string;
  status: string;
  rows: PerStatus<number>;
  amount: { sell?: PerStatus<string>; buy?: PerStatus<string> };
  unmatchedReasons: Record<string, number>;
  referenceDate: string;
  warnings: string[];
  failure: unknown;
  batchSheetId: string;
  workflowId: string;
  temporalUi: string | null;
}

export interface Row {
  rowNumber: number;
  line: number;
  reason: string | null;
  detail: string | null;
  accountCode: string | null;
  destination: string | null;
  sell: string | null;
}

export interface SheetAccount {
  accountsId: string;
  rows: number;
  basis: string;
  rounding: string;
  net: string;
  tax: string;
  gross: string;
}

export interface BatchSheet {
  id: string;
  number: string;
  state: string;
  completed: boolean;
  approved: boolean;
  basis: string;
  markup: string;
  adjustments: string;
  rounding: string;
  net: string;
  tax: string;
  gross: string;
  notBilled: { rows: number; amount: string };
  checks: { check: string; expected: string; found: string; ok: boolean }[];
  approvals: unknown[];
  digest: string | null;
  accounts: SheetAccount[];
  temporalUi: string | null;
}

export interface Charge {
  accountsId: string;
  net: string;
  postedAt: string | null;
}
