import { Screen } from '../../ui/screen';

export const ImportsScreen = () => (
  <Screen title="imports" purpose="">
    {null}
  </Screen>
);
