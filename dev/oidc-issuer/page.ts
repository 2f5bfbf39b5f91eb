import type { SeedPerson } from '../launcher/seed/seed-files';

const abilities: Record<string, string> = {
  viewer: 'sees everything',
  ops: 'manages accounts, imports files, completes sheets',
  approver: 'approves sheets',
  admin: 'sets up locations, products and people',
};

const describe = ({ roles }: SeedPerson): string =>
  roles.map((role) => abilities[role] ?? role).join('; ') || 'may do nothing';

/** One button for each person. Names and roles come from the seed: nothing in them needs escaping. */
export const signInPage = (persons: SeedPerson[], action: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in – local issuer</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 3rem auto; padding: 0 1rem; }
  button { display: block; width: 100%; margin: .5rem 0; padding: .75rem 1rem; font: inherit; text-align: left; }
  small { display: block; }
</style>
<h1>Who are you?</h1>
<p>This is the issuer of the local stack: choose a person, no password is needed.</p>
<form method="post" action="${action}">
${persons
  .map(
    (person) =>
      `<button name="person" value="${person.key}"><strong>${person.name}</strong>` +
      `<small>${describe(person)}</small></button>`,
  )
  .join('\n')}
</form>
</html>
`;
