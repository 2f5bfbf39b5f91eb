import { Screen } from '../../ui/screen';

export const BatchSheetScreen = () => (
  <Screen title="batch-sheet" purpose="">
    {null}
  </Screen>
);
