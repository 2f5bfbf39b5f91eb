import { Screen } from '../../ui/screen';

export const PersonScreen = () => (
  <Screen title="person" purpose="">
    {null}
  </Screen>
);
