import { useEffect, useState } from 'react';

/** Between two keys of somebody who types quickly, in milliseconds. */
const pauseMs = 150;

/** The value once it has stayed the same for a moment: what is typed is not looked for letter by letter. */
export function useDebounced<Value>(value: Value): Value {
  const [debounced, setDebounced] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return debounced;
}
