interface Page {
  title: string;
  /** A paragraph each. */
  text: string | readonly string[];
  /** Where its one link leads. */
  link?: Link;
}

interface Link {
  to: string;
  text: string;
  /** What one came for: it looks like a button. */
  isMain?: boolean;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** System fonts and colours of our own: nothing is loaded from anywhere. */
export const pageStyle = `
  :root { color-scheme: light dark; }
  body { margin: 0; font: 1rem/1.6 system-ui, sans-serif; color: light-dark(#1c2127, #e6e9ed);
    background: light-dark(#f4f5f7, #14171b); overflow-wrap: anywhere; }
  main { box-sizing: border-box; max-width: 32rem; margin: 12vh auto 2rem; padding: 2rem;
    background: light-dark(#fff, #1d2127); border: 1px solid light-dark(#d8dce2, #363c45); border-radius: .5rem; }
  .product { margin: 0 0 1.5rem; font-size: .875rem; color: light-dark(#59626e, #a3acb8); }
  h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.3; }
  p { margin: 0 0 1rem; }
  p:last-child { margin-bottom: 0; }
  .way-on { margin-top: 1.5rem; }
  a { color: light-dark(#0b5cad, #7cb8f2); text-underline-offset: .2em; }
  a.main { display: inline-block; padding: .5rem 1.25rem; border-radius: .375rem; font-weight: 600;
    text-decoration: none; color: light-dark(#fff, #10151b); background: light-dark(#0b5cad, #7cb8f2); }
  a:hover { text-decoration-thickness: .15em; }
  a.main:hover { text-decoration: underline; }
  a:focus-visible { outline: 3px solid light-dark(#0b5cad, #7cb8f2); outline-offset: 3px; }
  @media (max-width: 36rem) { main { min-height: 100vh; margin: 0; padding: 1.5rem 1.25rem; border: 0;
    border-radius: 0; } }
`;

const anchor = ({ to, text, isMain = false }: Link): string =>
  `<p class="way-on"><a${isMain ? ' class="main"' : ''} href="${escaped(to)}">${escaped(text)}</a></p>`;

/** A page for a person who is on the way in. */
export function signInPage({ title, text, link }: Page): string {
  const paragraphs = [text].flat().map((one) => `<p>${escaped(one)}</p>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} – operate-connect</title>
<style>${pageStyle}</style>
<main>
<p class="product">operate-connect</p>
<h1>${escaped(title)}</h1>
${[...paragraphs, ...(link ? [anchor(link)] : [])].join('\n')}
</main>
</html>
`;
}

export const signInAgain = (to = '/') => ({
  to: `/auth/sign-in?to=${encodeURIComponent(to)}`,
  text: 'Sign in again',
  isMain: true,
});
