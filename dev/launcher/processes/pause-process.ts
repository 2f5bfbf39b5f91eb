import { execFileSync } from 'node:child_process';
import { sendSignal } from './end-process';

/**
 * Pauses a process and its descendants, as a frozen machine would.
 * @returns the function that continues them; if we end first, they are continued then.
 */
export function pauseProcess(pid: number): () => void {
  const paused = new Set<number>();
  const resume = () => {
    process.off('exit', resume);
    for (const one of paused) sendSignal(one, 'SIGCONT');
    paused.clear();
  };
  process.once('exit', resume);
  // A paused parent starts nothing more; what it had started meanwhile is found in the next round.
  for (let found = [pid]; found.length > 0; found = descendantsOf(pid).filter((one) => !paused.has(one)))
    for (const one of found) {
      paused.add(one);
      sendSignal(one, 'SIGSTOP');
    }
  return resume;
}

/** The descendants of a process, including those in their own group, such as PostgreSQL's sessions. */
export function descendantsOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const line of execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')) {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  for (let next = children.get(pid) ?? []; next.length > 0;) {
    found.push(...next);
    next = next.flatMap((one) => children.get(one) ?? []);
  }
  return found;
}
