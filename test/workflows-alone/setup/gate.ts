import { Context } from '@temporalio/activity';
import { waitUntil } from '../../../dev/launcher/processes/wait-until';

/** A call of an activity that is held until the test ends it. */
export interface Call<Input, Output> {
  input: Input;
  release: (output: Output) => void;
  fail: (error: Error) => void;
}

/** A stubbed activity: the test sees each call begin, and ends it when it likes. */
export interface Gate<Input, Output> {
  activity: (input: Input) => Promise<Output>;
  /** The nth call, counted from 1, once it has begun. @throws Error where it does not begin in time. */
  call: (nth: number) => Promise<Call<Input, Output>>;
  /** Calls are held no longer; those that are held are released, too. */
  open: (answer: (input: Input) => Output) => void;
}

const beginsWithinMs = 60_000;
/** Often enough for the heartbeat time-outs of the workflows: a call is held as long as the test wants. */
const heartbeatEveryMs = 2_000;

export function createGate<Input, Output>(name: string): Gate<Input, Output> {
  const begun: Call<Input, Output>[] = [];
  let answerOf: ((input: Input) => Output) | null = null;
  return {
    async activity(input) {
      if (answerOf) return answerOf(input);
      const context = Context.current();
      const ended = new Promise<Output>((release, fail) => begun.push({ input, release, fail }));
      const beating = setInterval(() => context.heartbeat(), heartbeatEveryMs);
      return Promise.race([ended, context.cancelled]).finally(() => clearInterval(beating));
    },
    async call(nth) {
      await waitUntil(() => begun.length >= nth, beginsWithinMs);
      const call = begun[nth - 1];
      if (!call) throw new Error(`${name}: only ${begun.length} calls have begun, not ${nth}`);
      return call;
    },
    open(answer) {
      answerOf = answer;
      for (const { input, release } of begun) release(answer(input));
    },
  };
}
