import { Screen } from '../../ui/screen';

export const NewPersonScreen = () => (
  <Screen title="new-person" purpose="">
    {null}
  </Screen>
);
