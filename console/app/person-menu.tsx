import { useState } from 'react';
import { useAct } from '../api/act';
import { api } from '../api/client';
import { tellOtherTabs } from '../api/session-state';
import { Button } from '../ui/button';
import { Select } from '../ui/field';
import { Link } from '../ui/link';
import { ProblemNote } from '../ui/problem';
import { words } from '../words/shell';
import { useMe } from './me';
import { applyTheme, readTheme, type Theme } from './theme';

/** Who is signed in, the colours, and the way out. */
export function PersonMenu() {
  const { name } = useMe();
  const signOut = useAct({
    act: () => api.delete('/v1/session'),
    changes: [],
    onDone: (answer) => {
      tellOtherTabs('ended');
      window.location.assign(answer.issuer ?? '/');
    },
  });
  return (
    <details
      className="relative"
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'Escape') return;
        currentTarget.removeAttribute('open');
        currentTarget.querySelector('summary')?.focus();
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.removeAttribute('open');
      }}
    >
      <summary className="flex min-h-9 items-center rounded-md border border-edge px-3 text-sm">
        {name}
      </summary>
      <div className="absolute right-0 z-10 mt-1 w-64 space-y-3 rounded-lg border border-line bg-surface p-4 text-sm shadow-lg">
        <p>{words.signedInAs(name)}</p>
        <Link
          to="/me"
          className="block"
          onClick={({ currentTarget }) => currentTarget.closest('details')?.removeAttribute('open')}
        >
          {words.mine}
        </Link>
        <ThemeChoice />
        <ProblemNote error={signOut.error} />
        <Button busy={signOut.isPending} onClick={() => signOut.mutate()} className="w-full">
          {words.signOut}
        </Button>
      </div>
    </details>
  );
}

function ThemeChoice() {
  const [theme, setTheme] = useState(readTheme);
  const choose = (chosen: Theme) => {
    setTheme(chosen);
    applyTheme(chosen);
  };
  return (
    <label className="block space-y-1">
      <span className="text-muted">{words.theme}</span>
      <Select value={theme} onChange={({ target }) => choose(target.value as Theme)}>
        {Object.entries(words.themes).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </label>
  );
}
