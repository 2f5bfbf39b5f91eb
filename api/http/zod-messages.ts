import { z } from 'zod';

/** What is said of a field where its schema has no words of its own. */
z.config({
  customError(issue) {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined ? 'Is missing.' : `Must be ${article(issue.expected)}.`;
      case 'invalid_value':
        return `Must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
      case 'too_small':
        return issue.origin === 'string' || issue.origin === 'array'
          ? `Must have at least ${issue.minimum}.`
          : `Must be at least ${issue.minimum}.`;
      case 'too_big':
        return issue.origin === 'string' || issue.origin === 'array'
          ? `Must have at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}.`
          : `Must be at most ${issue.maximum}.`;
      default:
        return undefined;
    }
  },
});

const article = (type: string) => `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;
