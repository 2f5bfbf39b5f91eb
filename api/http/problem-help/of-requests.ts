import type { Help } from './help';

/** Problems with a request as such, whatever it is about. */
export const ofRequests = {
  unauthenticated: {
    means: 'The request came without a key or a session, or with one that is wrong, revoked or ended.',
    remedy: 'Sign in again, or send a valid key: Authorization: Bearer <key>. Admins make keys.',
  },
  'too-many-attempts': {
    means: 'Many wrong keys, made-up sessions or failed sign-ins came from your address within a minute.',
    remedy: 'Wait for the seconds given in Retry-After, and check the key that your program sends.',
  },
  forbidden: {
    means: 'You are known, but your roles do not allow this, or not at this location.',
    remedy: 'Ask an admin for the role, or somebody who has it to do this.',
  },
  'cross-site-request': {
    means: 'A browser sent this with your session, but from a page of another site. Nothing was done.',
    remedy: 'Use the console at its own address. Programs send a key instead of a session.',
  },
  'fresh-sign-in-needed': {
    means: 'At this location, approving needs a recent sign-in, and yours is older than is allowed here.',
    remedy: 'Sign in again, look at the sheet, and approve it.',
  },
  'not-found': {
    means: 'There is nothing at this path, or you may not see it. The answer does not say which.',
    remedy: 'Check the path and the id. If you expected to see it, ask an admin about your roles.',
  },
  'method-not-allowed': {
    means: 'The path exists, but not with this method.',
    remedy: 'Use one of the methods in the Allow header.',
  },
  'not-acceptable': {
    means: 'The Accept header leaves out every media type in which this could be answered.',
    remedy: 'Accept the media type that the detail names, or leave the header out.',
  },
  'unsupported-media-type': {
    means: 'The body is not of the media type that this path takes, or is compressed or not in UTF-8.',
    remedy: 'Send JSON as application/json and forms as multipart/form-data, uncompressed and in UTF-8.',
  },
  'malformed-request': {
    means: 'What arrived is not a valid HTTP request. The connection has been closed.',
    remedy: 'Use an HTTP library, and check what a proxy in between makes of the request.',
  },
  'headers-too-large': {
    means: 'The request line and the headers are larger than is allowed. The connection has been closed.',
    remedy: 'Send fewer and shorter headers, cookies and query parameters.',
  },
  'expectation-failed': {
    means: 'The Expect header asks for something other than 100-continue.',
    remedy: 'Leave the Expect header out.',
  },
  'request-timeout': {
    means: 'The request took too long to arrive, or stopped arriving. Nothing was kept.',
    remedy: 'Send it again, over a better connection if it happens again.',
  },
  'invalid-request': {
    means: 'Something in the path, the query or the body is wrong. Nothing was done.',
    remedy: 'Correct the fields listed in errors; each pointer says where, each detail how.',
  },
  'idempotency-key-reused': {
    means: 'You have sent this Idempotency-Key before, with another request. Nothing was done.',
    remedy: 'Use a new key for a new request, and the old one only to repeat the same request.',
  },
  'request-in-progress': {
    means: 'A request with the same Idempotency-Key is being carried out at this moment.',
    remedy: 'Wait for the seconds given in Retry-After, and send it again: you will get its answer.',
  },
  'answer-not-kept': {
    means: 'The request was carried out before. Its answer contained a secret, which is shown only once.',
    remedy: 'If you have lost it, DELETE createdPath, and send the request again with a new Idempotency-Key.',
  },
  'precondition-required': {
    means:
      'Somebody else could have edited this since you read it, and the request does not say which version you saw.',
    remedy: 'Read it, and send its ETag in If-Match; or If-Match: * to edit it whatever it is now.',
  },
  'version-differs': {
    means: 'Somebody has edited this since you read it. Nothing was done.',
    remedy: 'Read it again, check that your change still makes sense, and send it with the new ETag.',
  },
  'file-too-large': {
    means: 'The body or the file is larger than is allowed. Nothing of it was kept.',
    remedy: 'Send less at a time; split a call-charges file by date.',
  },
  'too-many-requests': {
    means: 'Too many requests of this kind are in progress, or came within a short time.',
    remedy: 'Wait for the seconds given in Retry-After, and send it again.',
  },
  'too-much-to-add-up': {
    means: 'Too much matches the filter to be added up while you wait.',
    remedy: 'Ask for less: one location, one sheet, one account, or fewer days.',
  },
} satisfies Record<string, Help>;
