/** A text that is shown once. */
export const words = {
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Your browser does not let this page copy: select the text and copy it.',
  done: 'I have copied it',
};
