import { Screen } from '../../ui/screen';

export const ProductsScreen = () => (
  <Screen title="products" purpose="">
    {null}
  </Screen>
);
