interface Page {
  title: string;
  text: string;
  /** Where its one link leads. */
  link?: { to: string; text: string };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A page for a person whose sign-in did not lead anywhere. */
export function signInPage({ title, text, link }: Page): string {
  const anchor = link ? `<p><a href="${escaped(link.to)}">${escaped(link.text)}</a></p>` : '';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} – operate-connect</title>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${anchor}
</html>
`;
}

export const signInAgain = (to = '/') => ({
  to: `/auth/sign-in?to=${encodeURIComponent(to)}`,
  text: 'Sign in again',
});
