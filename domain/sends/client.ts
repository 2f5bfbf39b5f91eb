/** The tenant as Connect knows it, and what is sent to create one. Field names are those of Connect's contract. */
export type ClientType = 'Residential' | 'Virtual';
export type ClientStatus = 'Awaiting Provisioning' | 'Active';

export interface NewClient {
  name: string;
  type: ClientType;
  siteId: string;
  /** RFC 3339 with an offset. */
  startDate: string;
  endDate: string;
  billingReference: string;
}

export interface Client extends NewClient {
  id: string;
  status: ClientStatus;
  createdAt: string;
  endedAt: string | null;
}

/** What a person may change in a Client from Operate. */
export type ClientEdit = Partial<
  Pick<NewClient, 'name' | 'type' | 'startDate' | 'endDate' | 'billingReference'>
>;

/** `Virtual` stays Virtual; Residential and every type of the operator's own become Residential. */
export const clientType = (accountType: string): ClientType =>
  accountType === 'Virtual' ? 'Virtual' : 'Residential';

/** What is never passed on and must be added in Connect by hand. */
export const leftToDo = ['users', 'services', 'rooms'] as const;
