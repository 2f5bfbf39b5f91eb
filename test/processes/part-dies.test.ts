import { killPrograms } from '../setup/program';
import { newStackState, type StackState, stillRunning } from '../setup/stack-process';

let state: StackState;
beforeAll(() => void (state = newStackState()));
afterAll(async () => {
  killPrograms();
  await state.remove();
});

it.each(['sandbox', 'api', 'worker'])(
  'names the %s when it dies, and ends all the others',
  async (part) => {
    const { program, pids } = await state.start();
    process.kill(pids[part] as number, 'SIGKILL');
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.output()).toContain(`${part} was ended by SIGKILL`);
    expect(await stillRunning(pids)).toEqual([]);
  },
  90_000,
);
