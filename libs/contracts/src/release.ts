/**
 * How page and service name themselves to each other: this header goes with every call and every answer. Nothing else of a
 * request or an answer may be needed to read it, in any version. No schema library here: the browser reads it too.
 */
export const releaseHeader = 'consilium-release';

/** The version of the contract, and the oldest that the service still serves. Raised by hand. */
export const contract = 2;
export const oldestContract = 2;

export interface Release {
  /** Version and hash of a web build ("0.1.0-5f3a09c81b2d"); "none" where nobody named it. */
  readonly build: string;
  readonly contract: number;
}

export const unnamedBuild = 'none';

const shape = /^([0-9A-Za-z.-]{1,64}); contract=(\d{1,6})$/;

export function releaseText({ build, contract: spoken }: Release): string {
  return `${build}; contract=${String(spoken)}`;
}

/** What the other side says of itself; undefined where it says nothing that can be read. */
export function readRelease(text: string): Release | undefined {
  const [, build, spoken] = shape.exec(text) ?? [];
  return build === undefined ? undefined : { build, contract: Number(spoken) };
}
