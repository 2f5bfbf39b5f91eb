import { Screen } from '../../ui/screen';

export const LocationScreen = () => (
  <Screen title="location" purpose="">
    {null}
  </Screen>
);
