import { Screen } from '../../ui/screen';

export const ImportTypeScreen = () => (
  <Screen title="import-type" purpose="">
    {null}
  </Screen>
);
