/** Name and id of the last item on the previous page. */
export type NamePlace = [name: string, id: string];

/** A page of a list by name, as a Prisma query: at most `limit` items after the position. */
export function nextByName({ after, limit }: { after: NamePlace | null; limit: number }) {
  const [name, id] = after ?? [];
  return {
    where: after ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] } : {},
    orderBy: [{ name: 'asc' as const }, { id: 'asc' as const }],
    take: limit,
  };
}
