import { Screen } from '../../ui/screen';

export const NewAccountScreen = () => (
  <Screen title="new-account" purpose="">
    {null}
  </Screen>
);
