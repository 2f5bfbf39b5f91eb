import { pageStyle } from '../../api/sign-in/page';
import type { SeedPerson } from '../launcher/seed/seed-files';

const abilities: Record<string, string> = {
  viewer: 'sees everything',
  ops: 'manages accounts, imports files, completes sheets',
  approver: 'approves sheets',
  admin: 'sets up locations, products and people',
};

const describe = ({ roles }: SeedPerson): string =>
  roles.map((role) => abilities[role] ?? role).join('; ') || 'may do nothing';

const buttonStyle = `
  button { display: block; width: 100%; margin: .5rem 0; padding: .625rem 1rem; font: inherit; text-align: left;
    color: inherit; background: light-dark(#f4f5f7, #262b32); border: 1px solid light-dark(#c4cad3, #454c57);
    border-radius: .375rem; cursor: pointer; }
  button:hover { border-color: light-dark(#0b5cad, #7cb8f2); }
  button:focus-visible { outline: 3px solid light-dark(#0b5cad, #7cb8f2); outline-offset: 2px; }
  small { display: block; font-size: .875rem; color: light-dark(#59626e, #a3acb8); }
`;

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} – local issuer</title>
<style>${pageStyle}${buttonStyle}</style>
<main>
<p class="product">Issuer of the local stack</p>
${content}
</main>
</html>
`;

/** One button for each person. Names and roles come from the seed: nothing in them needs escaping. */
export const signInPage = (persons: SeedPerson[], action: string): string =>
  page(
    'Sign in',
    `<h1>Who are you?</h1>
<p>Choose a person: no password is needed.</p>
<form method="post" action="${action}">
${persons
  .map(
    (person) =>
      `<button name="person" value="${person.key}"><strong>${person.name}</strong>` +
      `<small>${describe(person)}</small></button>`,
  )
  .join('\n')}
</form>`,
  );

/** @param form Of the issuer, with the id op.logoutForm. */
export const signOutPage = (form: string): string =>
  page(
    'Sign out',
    `<h1>Sign out here, too?</h1>
${form}
<button form="op.logoutForm" name="logout" value="yes" autofocus>Sign out</button>
<button form="op.logoutForm">Stay signed in</button>`,
  );
