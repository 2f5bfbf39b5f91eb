import { Screen } from '../../ui/screen';

export const ImportTypesScreen = () => (
  <Screen title="import-types" purpose="">
    {null}
  </Screen>
);
