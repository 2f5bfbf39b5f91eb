import { askTogether } from '../../../api/http/ask-together';

/** Questions that are answered when the test says so, with their number. */
function questions() {
  const answers: (() => void)[] = [];
  const ask = () =>
    new Promise<number>((resolve) => {
      const number = answers.length;
      answers.push(() => resolve(number));
    });
  return { ask, answers, answer: (number: number) => answers[number]?.() };
}

const asked = (answers: unknown[], count: number) =>
  new Promise<void>((resolve) => {
    const look = () => (answers.length >= count ? resolve() : void setImmediate(look));
    look();
  });

it('asks once for all who come while a question is on its way, after the last of them has come', async () => {
  const together = askTogether();
  const { ask, answers, answer } = questions();
  const first = together('a key', ask);
  const meanwhile = [together('a key', ask), together('a key', ask)];
  expect(answers).toHaveLength(1);
  answer(0);
  expect(await first).toBe(0);
  await asked(answers, 2);
  const later = together('a key', ask);
  answer(1);
  expect(await Promise.all(meanwhile)).toEqual([1, 1]);
  await asked(answers, 3);
  answer(2);
  expect(await later).toBe(2);
  expect(answers).toHaveLength(3);
});

it('lets nobody wait for another question', async () => {
  const together = askTogether();
  const { ask, answer } = questions();
  void together('a key', ask);
  const other = together('another key', ask);
  answer(1);
  expect(await other).toBe(1);
});

it('asks anew if the question before has failed, or is not answered', async () => {
  const together = askTogether();
  const { ask, answers, answer } = questions();
  const failed = together('a key', () => Promise.reject(new Error('away')));
  const next = together('a key', ask);
  await expect(failed).rejects.toThrow('away');
  await asked(answers, 1);
  const behindSilence = together('a key', ask);
  await asked(answers, 2);
  answer(1);
  expect(await behindSilence).toBe(1);
  answer(0);
  expect(await next).toBe(0);
});
