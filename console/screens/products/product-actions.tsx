import { useState } from 'react';
import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { AskOnce } from '../../ui/ask-once';
import { Button } from '../../ui/button';
import { acts as words } from '../../words/products';
import { EditProduct } from './edit-product';

/** For who may configure: edit, and archive or use again. */
export function ProductActions({ product }: { product: Schema<'Product'> }) {
  const [open, setOpen] = useState<'edit' | 'archive'>();
  const { id, name, archived } = product;
  const close = () => setOpen(undefined);
  const archive = useAct({
    act: () =>
      api.patch('/v1/products/{id}', {
        // Whatever else was changed about it, it is to be archived or not.
        params: { path: { id }, header: { 'If-Match': '*' } },
        body: { archived: !archived },
      }),
    changes: ['product', 'product-group'],
    onDone: close,
  });
  const verb = archived ? words.restore : words.archive;
  return (
    <div className="-my-1.5 flex justify-end gap-2 whitespace-nowrap">
      <Button look="quiet" onClick={() => setOpen('edit')}>
        {words.edit}
        <span className="sr-only">{words.of(name)}</span>
      </Button>
      <Button
        look="quiet"
        onClick={() => {
          archive.reset();
          setOpen('archive');
        }}
      >
        {verb}
        <span className="sr-only">{words.of(name)}</span>
      </Button>
      {open === 'edit' && <EditProduct product={product} onClose={close} />}
      {open === 'archive' && (
        <AskOnce
          title={archived ? words.restoreTitle(name) : words.archiveTitle(name)}
          verb={verb}
          look={archived ? 'primary' : 'danger'}
          change={archive}
          onClose={close}
        >
          <p className="text-sm">{archived ? words.restoreWhy : words.archiveWhy}</p>
        </AskOnce>
      )}
    </div>
  );
}
