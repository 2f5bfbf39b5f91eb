import { Screen } from '../../ui/screen';

export const PeopleScreen = () => (
  <Screen title="people" purpose="">
    {null}
  </Screen>
);
