import { useEffect, useState } from 'react';

/** Between two keys of somebody who types quickly, in milliseconds. */
const pauseMs = 150;

/** The value once it has stayed the same for a moment: what is typed is not looked for letter by letter. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
