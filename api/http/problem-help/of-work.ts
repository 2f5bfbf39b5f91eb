import type { Help } from './help';

/** Problems with what a request is about. */
export const ofWork = {
  'accounts-id-taken': {
    means: 'Another account has this Accounts ID, or one that looks the same.',
    remedy: 'Use another Accounts ID. Capitals, wide letters and repeated spaces make no difference.',
  },
  'name-taken': {
    means: 'Something of the same kind already has this name.',
    remedy: 'Use another name, or the thing that exists.',
  },
  'email-taken': {
    means: 'Another person has this e-mail address. It belongs to one person, who signs in with it.',
    remedy: 'Use another address, or the person who has it.',
  },
  'last-admin': {
    means: 'Without this person or this role, nobody would be left who may manage persons and roles.',
    remedy: 'Make somebody else an admin first.',
  },
  'too-many-keys': {
    means: 'The person has as many valid keys as one may have: two, so that they can be rotated.',
    remedy: 'Revoke a key that is no longer used, and make a new one.',
  },
  'account-code-taken': {
    means: 'At this location, somebody else holds the account code on some of these dates.',
    remedy: 'Choose other dates, or end the code for the account that holds it.',
  },
  'location-without-site': {
    means: 'The location has no Connect site, so its accounts cannot be sent to Connect.',
    remedy: 'Ask an admin to set the Connect site of the location.',
  },
  'site-taken': {
    means: 'Another location has this Connect site. Each site belongs to one location.',
    remedy: 'Use another site, or remove it from the other location first.',
  },
  'not-linked': {
    means: 'The account has no client in Connect that could be changed.',
    remedy: 'Send the account to Connect, and wait until it is linked.',
  },
  'no-decision-needed': {
    means: 'The send is not waiting for a decision: somebody has decided, or it has continued automatically.',
    remedy: 'Look at the state of the send again.',
  },
  'connect-refused': {
    means: 'Connect understood the request and refused it. The detail has its words.',
    remedy: 'Correct what Connect objects to, and try again.',
  },
  'product-not-in-group': {
    means: 'The product on the form belongs to another product group.',
    remedy: 'Choose a product of the product group, or the group of the product.',
  },
  'same-file': {
    means:
      'The same file has been imported at this location, and that import was neither cancelled nor failed.',
    remedy: 'Use the import that is named, cancel it, or give a reason in allowRepeat.',
  },
  'wrong-state': {
    means: 'This cannot be done in the state in which the thing is. It may have changed since you looked.',
    remedy: 'Look at it again: actions lists what can be done now, blocked what cannot, and why.',
  },
  'leftovers-not-acknowledged': {
    means: 'Some rows of the file will not be billed, and nobody has said that this is right.',
    remedy: 'Resolve the rows, or acknowledge their number and amount when completing.',
  },
  'mismatch-not-explained': {
    means: 'A check of the sheet failed, such as the footer of the file, and nobody has explained why.',
    remedy: 'Explain each failed check, or correct the rows.',
  },
  'duplicates-not-settled': {
    means: 'Some rows are held because they repeat calls of other sheets.',
    remedy: 'Release or discard each of them.',
  },
  'new-duplicates': {
    means: 'While you completed the sheet, another sheet claimed some of the same calls. They are held now.',
    remedy: 'Look at the rows that are held, release or discard them, and complete the sheet again.',
  },
  'conservation-broken': {
    means: 'The rows or amounts of the import do not add up to its file. Nothing was done.',
    remedy: 'Do not try again. Tell whoever operates the system: this must not happen.',
  },
  'own-work': {
    means: 'Whoever uploaded, edited or completed a sheet cannot approve it.',
    remedy: 'Ask another person who may approve at the location.',
  },
  'digest-differs': {
    means: 'The sheet is no longer what you saw: its digest is different.',
    remedy: 'Read the sheet again, and decide about what it is now.',
  },
  'quota-exceeded': {
    means: 'The location may keep no more uploaded files, so none of this one was kept.',
    remedy: 'Ask an administrator of all locations to raise what the location may keep.',
  },
  'storage-full': {
    means: 'There is no space for the file. Nothing of it was kept.',
    remedy: 'Ask whoever operates the system to free space, and send the file again.',
  },
  'storage-unavailable': {
    means: 'The file store does not answer. Nothing of the file was kept.',
    remedy: 'Ask whoever operates the system to check the file store, and send the file again.',
  },
  'connect-unavailable': {
    means: 'Connect does not answer, or the rate limit for it has been reached. The detail says which.',
    remedy: 'Wait for the seconds given in Retry-After, look at the client, and try again.',
  },
  'issuer-unavailable': {
    means: 'The service that people sign in with does not answer. Nothing was done. Keys still work.',
    remedy: 'Try again in a moment.',
  },
  'database-unavailable': {
    means: 'The database does not answer. The detail says whether the request may have been carried out.',
    remedy:
      'Wait for the seconds given in Retry-After, and try again. What creates something is safe to repeat with the ' +
      'same Idempotency-Key.',
  },
  'temporarily-unavailable': {
    means: 'Somebody else is changing the same thing, or the system is busy. What was begun was undone.',
    remedy: 'Try again in a moment.',
  },
  internal: {
    means: 'Something went wrong on our side. It is not a mistake in your request.',
    remedy: 'Tell whoever operates the system the requestId: the log has the cause.',
  },
} satisfies Record<string, Help>;
