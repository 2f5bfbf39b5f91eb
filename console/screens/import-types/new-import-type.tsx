import { Screen } from '../../ui/screen';

export const NewImportTypeScreen = () => (
  <Screen title="new-import-type" purpose="">
    {null}
  </Screen>
);
