import { Screen } from '../../ui/screen';

export const SendScreen = () => (
  <Screen title="send" purpose="">
    {null}
  </Screen>
);
