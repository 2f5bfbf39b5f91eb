import { createInbox } from '../../../workflows/decision/inbox';

const inbox = () => createInbox<string>({ read: (input) => String(input), once: () => true, carried: [] });

it('takes the same decision once, even after it was settled', () => {
  const decisions = inbox();
  decisions.take('one');
  decisions.take('one');
  decisions.remove('one');
  decisions.take('one');
  expect(decisions.rest()).toEqual([]);
});

it('takes a decision again that could not be settled', () => {
  const decisions = inbox();
  decisions.take('one');
  decisions.giveUp('one');
  expect(decisions.rest()).toEqual([]);
  decisions.take('one');
  expect(decisions.rest()).toEqual(['one']);
});
