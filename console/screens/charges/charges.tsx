import { Screen } from '../../ui/screen';

export const ChargesScreen = () => (
  <Screen title="charges" purpose="">
    {null}
  </Screen>
);
