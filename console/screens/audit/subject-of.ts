export interface SubjectOf {
  kind: string;
  /** Null where it has none, as for a new thing that was refused. */
  id: string | null;
}

/** What an event is about: `account:<id>`, or a kind alone. */
export function subjectOf(subject: string): SubjectOf {
  const at = subject.indexOf(':');
  return at < 0
    ? { kind: subject, id: null }
    : { kind: subject.slice(0, at), id: subject.slice(at + 1) || null };
}
