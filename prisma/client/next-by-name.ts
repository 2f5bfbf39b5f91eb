/** Name and id of the last item of the page before. */
export type NamePlace = [name: string, id: string];

/** A page of a list by name, as Prisma is asked for it: what comes behind the place, `limit` of them. */
export function nextByName({ after, limit }: { after: NamePlace | null; limit: number }) {
  const [name, id] = after ?? [];
  return {
    where: after ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] } : {},
    orderBy: [{ name: 'asc' as const }, { id: 'asc' as const }],
    take: limit,
  };
}
