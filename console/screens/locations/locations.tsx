import { Screen } from '../../ui/screen';

export const LocationsScreen = () => (
  <Screen title="locations" purpose="">
    {null}
  </Screen>
);
