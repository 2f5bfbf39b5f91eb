import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem';
import { words as lists } from '../../words/lists';
import { acts as words } from '../../words/products';
import { ProductFields } from './product-fields';
import { emptyForm, valuesOf } from './product-form';

interface NewProductProps {
  group: Schema<'ProductGroup'>;
  onClose: () => void;
}

export function NewProduct({ group, onClose }: NewProductProps) {
  const [form, setForm] = useState(emptyForm);
  const add = useAct({
    act: (_: void, key) =>
      api.post('/v1/products', {
        params: { header: { 'Idempotency-Key': key } },
        body: { ...valuesOf(form), productGroupId: group.id },
      }),
    changes: ['product', 'product-group'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Dialog open title={words.newProductTitle(group.name)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <ProductFields form={form} onChange={setForm} error={add.error} />
        <ProblemNote error={add.error} />
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={add.isPending}>
            {words.addProduct}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
