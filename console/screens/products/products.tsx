import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client';
import { usePage } from '../../api/page-of';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { News } from '../../ui/news';
import { Paged } from '../../ui/paged';
import { Panel, Screen } from '../../ui/screen';
import { acts, words } from '../../words/products';
import { NewGroup } from './new-group';
import { ProductGroupPanel } from './product-group';

export function ProductsScreen() {
  const { may } = useMe();
  const { cursor } = useSearch({ from: '/shell/products' });
  const [adding, setAdding] = useState(false);
  const query = usePage('product-group', { cursor }, () =>
    api.get('/v1/product-groups', { params: { query: { cursor } } }),
  );
  const mayConfigure = may('configure', null);
  return (
    <Screen
      title={words.title}
      purpose={words.purpose}
      aside={
        mayConfigure && (
          <Button look="primary" onClick={() => setAdding(true)}>
            {acts.newGroup}
          </Button>
        )
      }
    >
      <News kind="product-group" />
      <Paged query={query} cursor={cursor}>
        {(items) => (
          <>
            {items.length === 0 && <Panel>{mayConfigure ? words.empty : words.emptyForReaders}</Panel>}
            {items.map((group) => (
              <ProductGroupPanel key={group.id} group={group} mayConfigure={mayConfigure} />
            ))}
          </>
        )}
      </Paged>
      {adding && <NewGroup onClose={() => setAdding(false)} />}
    </Screen>
  );
}
