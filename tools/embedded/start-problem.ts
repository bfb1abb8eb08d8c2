/** Something a person has to put right before the system can start. The message says what, and what to do next. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

/** The system's own name of an error (`EACCES`, `ENOSPC`…), or an empty text. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function fullDisk(folder: string): StartProblem {
  return new StartProblem(
    `The disk that holds ${folder} is full. Free some space, then start again: nothing saved so far is lost.`,
  );
}

function placeOf(error: unknown): string | undefined {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
}

/** Runs a step that writes below `folder`, turning what the system refuses into a message with a next step. */
export async function writing<T>(folder: string, step: () => Promise<T> | T): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw fullDisk(folder);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new StartProblem(
        `${placeOf(error) ?? folder} cannot be written by this account. Give it to the account that starts Consilium, or choose another folder: CONSILIUM_DATA=/path/to/data npm start`,
      );
    }
    throw error;
  }
}
