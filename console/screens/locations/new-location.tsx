import { Screen } from '../../ui/screen';

export const NewLocationScreen = () => (
  <Screen title="new-location" purpose="">
    {null}
  </Screen>
);
