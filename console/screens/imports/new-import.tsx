import { Screen } from '../../ui/screen';

export const NewImportScreen = () => (
  <Screen title="new-import" purpose="">
    {null}
  </Screen>
);
