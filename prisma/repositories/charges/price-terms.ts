import type { Reader } from '../../client/database';

/** What the rows of an import are charged by: the terms of its sheet and of its product. */
export interface PriceTerms {
  /** The Import Type reads sell amounts: they are charged as they are; otherwise buy amounts, with a markup. */
  hasSell: boolean;
  markupPercent: string | null;
  markupAmount: string | null;
  /** 1: a fixed markup is always added; 2: it is subtracted from a credit. */
  markupRule: number;
  /** A row that comes to zero is charged too. */
  canBeZero: boolean;
  product: string;
}

/** The same, each as an SQL expression. */
export type TermsSql = Record<keyof PriceTerms, string>;

const ofSheet = (importId: string) => `
  SELECT t.definition -> 'columns' ? 'sellAmount' AS "hasSell", s.markup_percent AS "markupPercent",
    s.markup_amount AS "markupAmount", s.markup_rule AS "markupRule", s.can_be_zero AS "canBeZero", p.name AS product
  FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id JOIN import_type t ON t.id = i.import_type_id
    JOIN product p ON p.id = i.product_id
  WHERE s.import_id = ${importId}`;

/** A table expression of one row, for `termsOfTable`. @param importId A parameter, such as `$1`. */
export const termsTable = (importId: string) => `terms AS MATERIALIZED (${ofSheet(importId)})`;

export const termsOfTable: TermsSql = {
  hasSell: 'terms."hasSell"',
  markupPercent: 'terms."markupPercent"',
  markupAmount: 'terms."markupAmount"',
  markupRule: 'terms."markupRule"',
  canBeZero: 'terms."canBeZero"',
  product: 'terms.product',
};

/** @throws Error if the import has no sheet. */
export async function priceTerms(reader: Reader, importId: string): Promise<PriceTerms> {
  const [terms] = await reader.query<PriceTerms>(ofSheet('$1'), [importId]);
  if (!terms) throw new Error(`import ${importId} has no batch sheet`);
  return terms;
}

/**
 * As parameters, what is the same for all rows of a statement is worked out once, when it is planned: for statements
 * over many rows. @param first Number of the first one; their values are those of `termValues`.
 */
export const termParameters = (first: number): TermsSql => ({
  hasSell: `$${first}::boolean`,
  markupPercent: `$${first + 1}::numeric`,
  markupAmount: `$${first + 2}::numeric`,
  markupRule: `$${first + 3}::int`,
  canBeZero: `$${first + 4}::boolean`,
  product: `$${first + 5}::text`,
});

export const termValues = (terms: PriceTerms): unknown[] => [
  ...amountValues(terms),
  terms.canBeZero,
  terms.product,
];

/** The first of them, for a statement that asks only for amounts. */
export const amountValues = (terms: PriceTerms): unknown[] => [
  terms.hasSell,
  terms.markupPercent,
  terms.markupAmount,
  terms.markupRule,
];
