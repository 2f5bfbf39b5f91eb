/** A contact in a line: whatever Operate keeps of it that can be read, in Operate's order. */
export function contactLine(contact: unknown): string {
  if (typeof contact !== 'object' || contact === null) return String(contact);
  const read = Object.values(contact).filter(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  return read.join(', ') || '–';
}
