/** A cell as a reason shows it: in quotes, at most 40 characters of it. */
export function quoteCell(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
