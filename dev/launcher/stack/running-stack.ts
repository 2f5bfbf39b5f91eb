import { answersOk } from '../processes/until-ready';
import { readJson } from './private-file';
import { findParent } from './process-record';
import { type StackInfo, stackInfo } from './stack-info';
import { stateFolder } from './state-folder';

/** The stack of this project that is running and whose API answers; undefined if there is none. */
export async function readRunningStack(root: string): Promise<StackInfo | undefined> {
  const { stackFile, processesFile } = stateFolder(root);
  const info = readJson(stackFile, stackInfo);
  if (!info || !(await findParent(processesFile))) return undefined;
  return (await answersOk(`${info.api}/livez`)) ? info : undefined;
}
