import { Screen } from '../../ui/screen';

export const ImportScreen = () => (
  <Screen title="import" purpose="">
    {null}
  </Screen>
);
