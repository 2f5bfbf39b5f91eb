import { Link } from '@tanstack/react-router';
import { words } from '../words/shell';
import { useMe } from './me';
import { daily, settings } from './navigation';

export function Navigation() {
  const me = useMe();
  const shown = (entries: typeof daily) => entries.filter(({ needs }) => !needs || me.mayAnywhere(needs));
  return (
    <nav aria-label={words.navigation} className="space-y-4 px-2 pb-4">
      {[shown(daily), shown(settings)].map((entries, at) => (
        <ul key={at} className={at > 0 ? 'border-t border-line pt-4' : ''}>
          {entries.map(({ to, text, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                search={({ location }: { location?: string }) => ({ location })}
                activeProps={{ className: 'bg-accent-soft font-medium text-accent' }}
                inactiveProps={{ className: 'hover:bg-sunken' }}
                className="flex items-center gap-3 rounded-md px-3 py-2 text-sm"
              >
                <Icon aria-hidden className="size-4" />
                {text}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
