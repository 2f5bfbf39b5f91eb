import type { Schema } from './client';

/**
 * What a hint can name. Every query key begins with one of these and then has the id of the one thing that it shows,
 * or `list`.
 */
export type Kind = Schema<'Hint'>['kind'];

export const one = (kind: Kind, id: string, ...rest: readonly unknown[]) => [kind, id, ...rest] as const;
export const list = (kind: Kind, ...rest: readonly unknown[]) => [kind, 'list', ...rest] as const;
