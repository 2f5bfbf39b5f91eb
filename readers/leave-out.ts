import { fold } from '../domain/text/fold';
import { type ImportTypeDefinition } from '../domain/catalogue/import-type';

/**
 * Creates the rule that recognises lines that are not calls, such as subtotals.
 * @param at The position of each rule's column, in the order of the type's rules.
 */
export function leaveOutRule(definition: ImportTypeDefinition, at: number[]): (cells: string[]) => boolean {
  const rules = (definition.leaveOut ?? []).map(({ equals = [], startsWith = [] }, rule) => ({
    index: at[rule],
    equals: new Set(equals.map(fold)),
    startsWith: startsWith.map(fold),
  }));
  if (rules.length === 0) return () => false;

  return (cells) =>
    rules.some(({ index, equals, startsWith }) => {
      const cell = index === undefined ? undefined : cells[index];
      if (cell === undefined) return false;
      const text = fold(cell);
      return equals.has(text) || startsWith.some((beginning) => text.startsWith(beginning));
    });
}
