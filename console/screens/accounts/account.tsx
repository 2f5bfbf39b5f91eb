import { Screen } from '../../ui/screen';

export const AccountScreen = () => (
  <Screen title="account" purpose="">
    {null}
  </Screen>
);
