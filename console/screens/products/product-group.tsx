import { useState } from 'react';
import type { Schema } from '../../api/client';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { acts, words } from '../../words/products';
import { NewProduct } from './new-product';
import { ProductActions } from './product-actions';
import { tellMarkup, tellTax, tellZero } from './rates';

type Product = Schema<'Product'>;

const columns: readonly Column<Product>[] = [
  {
    header: words.name,
    cell: ({ name }) => <span className="block max-w-80 min-w-32 font-medium break-words">{name}</span>,
  },
  { header: words.markup, cell: (product) => <span className="block min-w-36">{tellMarkup(product)}</span> },
  { header: words.tax, cell: (product) => tellTax(product) },
  { header: words.zero, cell: (product) => tellZero(product) },
  {
    header: words.state,
    cell: ({ archived }) =>
      archived ? <Badge>{words.archived}</Badge> : <Badge tone="good">{words.active}</Badge>,
  },
];

const actions: Column<Product> = {
  header: <span className="sr-only">{words.actions}</span>,
  cell: (product) => <ProductActions product={product} />,
};

interface ProductGroupProps {
  group: Schema<'ProductGroup'>;
  mayConfigure: boolean;
}

/** A group with its Products, those in use first. */
export function ProductGroupPanel({ group, mayConfigure }: ProductGroupProps) {
  const [adding, setAdding] = useState(false);
  const sorted = group.products.toSorted((one, other) => Number(one.archived) - Number(other.archived));
  return (
    <Panel
      title={<span className="break-words">{group.name}</span>}
      aside={
        mayConfigure && (
          <Button onClick={() => setAdding(true)}>
            {acts.newProduct}
            <span className="sr-only">{acts.newProductOf(group.name)}</span>
          </Button>
        )
      }
    >
      <Table
        caption={words.products(group.name)}
        columns={mayConfigure ? [...columns, actions] : columns}
        items={sorted}
        keyOf={({ id }) => id}
        empty={words.emptyGroup}
      />
      {adding && <NewProduct group={group} onClose={() => setAdding(false)} />}
    </Panel>
  );
}
