import type { Database } from '../../client/database';

/** An Account and its Location. */
export interface AccountPlace {
  id: string;
  locationId: string;
}

export const accountPlace = ({ prisma }: Database, id: string): Promise<AccountPlace | null> =>
  prisma.account.findUnique({ where: { id }, select: { id: true, locationId: true } });
