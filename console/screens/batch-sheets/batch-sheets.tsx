import { Screen } from '../../ui/screen';

export const BatchSheetsScreen = () => (
  <Screen title="batch-sheets" purpose="">
    {null}
  </Screen>
);
