import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects what nobody can reach any more; what a `WeakRef` was made of or gave in this turn stays until the next. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  await new Promise((resolve) => setTimeout(resolve, 5));
  (runInNewContext('gc') as () => void)();
}
