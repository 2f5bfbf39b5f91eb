import { auditedChange, type Kept } from '../../../domain/people/audited-change';
import { refusedBy } from '../../client/constraint';
import type { Database } from '../../client/database';
import { recordAudit } from '../people/audit';
import { versionDiffers } from '../version-differs';
import { nameTaken } from './name-taken';
import type { NewProduct } from './products';

type Edited = Omit<NewProduct, 'productGroupId'> & { archived: boolean };

export interface ProductEdit {
  id: string;
  edit: Partial<Edited>;
  /** The version that the editor has seen; null edits whatever is there. */
  version: number | null;
  personId: string;
}

const kept: Record<keyof Edited, Kept> = {
  name: 'value',
  taxPercent: 'value',
  markup: 'value',
  canBeZero: 'value',
  archived: 'value',
};

/** Percentages and amounts as text, without zeros at the end. */
const current = `SELECT name, trim_scale(tax_percent)::text AS "taxPercent", can_be_zero AS "canBeZero", archived,
    version,
    CASE WHEN markup_percent IS NOT NULL THEN json_build_object('percent', trim_scale(markup_percent)::text)
      WHEN markup_amount IS NOT NULL THEN json_build_object('amount', trim_scale(markup_amount)::text) END AS markup
  FROM product WHERE id = $1`;

/**
 * Sheets have copied their rates, so no charge that has been made changes.
 * @throws Refusal name-taken, version-differs.
 */
export const editProduct = (
  database: Database,
  { id, edit, version, personId }: ProductEdit,
): Promise<void> =>
  database.transaction(async (tx) => {
    const [before] = await tx.query<Edited & { version: number }>(`${current} FOR NO KEY UPDATE`, [id]);
    if (!before || (version !== null && version !== before.version)) throw versionDiffers('product');
    const { name, taxPercent, markup, canBeZero, archived } = { ...before, ...edit };
    await tx
      .query(
        `UPDATE product SET name = $2, tax_percent = $3, markup_percent = $4, markup_amount = $5, can_be_zero = $6,
           archived = $7, version = version + 1 WHERE id = $1`,
        [
          id,
          name,
          taxPercent,
          markup && 'percent' in markup ? markup.percent : null,
          markup && 'amount' in markup ? markup.amount : null,
          canBeZero,
          archived,
        ],
      )
      .catch(refusedBy({ product_product_group_id_name_key: () => nameTaken('product', name) }));
    const [after] = await tx.query<Edited>(current, [id]);
    const { fields: _fields, ...change } = auditedChange<Edited>(kept, before, after ?? {});
    await recordAudit(tx, { personId, action: 'product.edited', subject: `product:${id}`, ...change });
  });
