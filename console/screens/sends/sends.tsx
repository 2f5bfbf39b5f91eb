import { Screen } from '../../ui/screen';

export const SendsScreen = () => (
  <Screen title="sends" purpose="">
    {null}
  </Screen>
);
