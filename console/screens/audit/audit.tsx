import { Screen } from '../../ui/screen';

export const AuditScreen = () => (
  <Screen title="audit" purpose="">
    {null}
  </Screen>
);
