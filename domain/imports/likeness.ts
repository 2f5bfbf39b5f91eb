/** Why an Account may be the one that an unmatched code means, the strongest reason first. */
export const likenesses = [
  'tenancy-not-begun',
  'tenancy-ended',
  'code-ended',
  'code-not-begun',
  'same-accounts-id',
  'looks-alike',
  'code-elsewhere',
  'accounts-id-like-it',
  'name-like-it',
] as const;
export type Likeness = (typeof likenesses)[number];
