import { Screen } from '../ui/screen';
import { ButtonLink } from '../ui/link';
import { words } from '../words/shell';

export const NotFound = () => (
  <Screen title={words.notFound} purpose={words.notFoundWhy}>
    <ButtonLink to="/work">{words.toWork}</ButtonLink>
  </Screen>
);
