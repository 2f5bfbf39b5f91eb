import { Screen } from '../../ui/screen';

export const MeScreen = () => (
  <Screen title="me" purpose="">
    {null}
  </Screen>
);
