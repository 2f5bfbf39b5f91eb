import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, type Schema } from '../../api/client';
import { one } from '../../api/keys';
import { Asked } from '../../ui/asked';
import { Button } from '../../ui/button';
import { ChangedMeanwhile } from '../../ui/changed-meanwhile';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem';
import { useEdit } from '../../ui/use-edit';
import { words as lists } from '../../words/lists';
import { acts, form as words } from '../../words/products';
import { ProductFields } from './product-fields';
import { changesOf, formOf, type ProductForm } from './product-form';

type Product = Schema<'Product'>;

const read = (id: string) => api.get('/v1/products/{id}', { params: { path: { id } } });

/** Edits a Product as it is when the dialog opens: a list does not tell which version it shows. */
export function EditProduct({ product: { id, name }, onClose }: { product: Product; onClose: () => void }) {
  const query = useQuery({
    queryKey: one('product', id, 'edited'),
    queryFn: () => read(id),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Dialog open title={acts.editTitle(name)} onClose={onClose}>
      <Asked query={query}>{(found) => <Edit product={found} onClose={onClose} />}</Asked>
    </Dialog>
  );
}

function Edit({ product, onClose }: { product: Product; onClose: () => void }) {
  const edit = useEdit({
    thing: product,
    formOf,
    save: (form, shown, etag) =>
      api.patch('/v1/products/{id}', {
        params: { path: { id: product.id }, header: { 'If-Match': etag } },
        body: changesOf(shown, form),
      }),
    read: () => read(product.id),
    changes: ['product', 'product-group'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isSaving) edit.save();
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-sm text-muted">{words.keepsRates}</p>
      <ProductFields form={edit.form} onChange={edit.setForm} error={edit.error} />
      <ChangedMeanwhile meanwhile={edit.meanwhile} labels={labels} tell={tell} />
      <ProblemNote error={edit.error} />
      <DialogButtons>
        <Button onClick={onClose}>{lists.cancel}</Button>
        <Button type="submit" look="primary" busy={edit.isSaving}>
          {acts.save}
        </Button>
      </DialogButtons>
    </form>
  );
}

const labels = {
  name: words.name,
  taxPercent: words.tax,
  markup: words.markup,
  percent: words.percent,
  amount: words.amount,
  canBeZero: words.canBeZero,
};

function tell(name: keyof ProductForm, form: ProductForm): string {
  if (name === 'markup') return words.markups[form.markup];
  if (name === 'canBeZero') return form.canBeZero ? words.yes : words.no;
  return form[name] || words.nothing;
}
