import { z } from 'zod';

/** Messages for fields whose schema has none of its own. */
z.config({
  customError(issue) {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined ? 'Is required.' : `Must be ${article(issue.expected)}.`;
      case 'invalid_value':
        return `Must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
      case 'too_small':
        return `Must ${sized(issue.origin, 'at least', issue.minimum)}.`;
      case 'too_big':
        return `Must ${sized(issue.origin, 'at most', issue.maximum)}.`;
      default:
        return undefined;
    }
  },
});

const article = (type: string) => `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;

function sized(origin: string, bound: string, size: number | bigint): string {
  const plural = size === 1 ? '' : 's';
  if (origin === 'string') return `have ${bound} ${size} character${plural}`;
  return origin === 'array' ? `have ${bound} ${size} item${plural}` : `be ${bound} ${size}`;
}
