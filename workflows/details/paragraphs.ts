/**
 * Joins paragraphs into one Markdown text. The last one is empty, because Temporal's UI (2.42) cuts off the last line
 * under a heading.
 */
export const paragraphs = (texts: string[]): string => [...texts, '&nbsp;'].join('\n\n');
