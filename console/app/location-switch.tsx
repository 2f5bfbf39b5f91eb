import { useNavigate, useSearch } from '@tanstack/react-router';
import { inputClasses } from '../ui/field';
import { words } from '../words/shell';
import { useMe } from './me';

/** The Location that one works at: it stands in the address and narrows every list. */
export const useLocationId = (): string | undefined =>
  useSearch({ strict: false, select: ({ location }) => location });

export function LocationSwitch() {
  const { locations } = useMe();
  const navigate = useNavigate();
  const current = useLocationId();
  const choose = (id: string) =>
    void navigate({
      to: '.',
      search: (search: object) => ({ ...search, location: id || undefined, cursor: undefined }),
    });
  return (
    <label className="mr-auto flex max-w-full min-w-0 items-center gap-2 text-sm sm:max-w-80">
      <span className="text-muted max-sm:sr-only">{words.location}</span>
      <select className={inputClasses} value={current ?? ''} onChange={({ target }) => choose(target.value)}>
        <option value="">{words.allLocations}</option>
        {current && !locations.some(({ id }) => id === current) && (
          <option value={current}>{words.unknownLocation}</option>
        )}
        {locations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
