import { waitUntil } from '../../launcher/processes/wait-until';
import {
  AlreadyRunning,
  readRunningStack,
  type Stack,
  type StackInfo,
  startStack,
} from '../../launcher/stack';
import { type Interrupts } from '../../launcher/stack/until-stopped';

const STARTED_WITHIN_MS = 120_000;

export interface FoundStack {
  info: StackInfo;
  /** Absent if somebody else started it, and will stop it. */
  own?: Stack;
}

/** The running stack, or one that is started now. */
export async function findOrStart(root: string, { asked, insisted }: Interrupts): Promise<FoundStack> {
  const running = await readRunningStack(root);
  if (running) return { info: running };
  try {
    const own = await startStack({
      root,
      log: (line) => console.log(`   ${line}`),
      signal: asked,
      killed: insisted,
    });
    return { info: own.info, own };
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    return { info: await untilItAnswers(root, asked, error) };
  }
}

/** Somebody is starting or stopping it right now. */
async function untilItAnswers(root: string, asked: AbortSignal, error: AlreadyRunning): Promise<StackInfo> {
  console.log('   It is already being started by somebody else: waiting …');
  let found: StackInfo | undefined;
  await waitUntil(async () => (found = await readRunningStack(root)) !== undefined, STARTED_WITHIN_MS, asked);
  if (!found) throw error;
  return found;
}
