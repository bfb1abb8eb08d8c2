import type {
  AssertedPasskey,
  Change,
  CreatedPasskey,
  Door,
  PasskeyAssertion,
  PasskeyCreation,
} from '@consilium/client';

/** What a played person needs of their device; `test/support/passkey` gives one in software. */
export interface Device {
  create(asked: PasskeyCreation): CreatedPasskey;
  get(asked: PasskeyAssertion): AssertedPasskey;
}

export interface Person {
  readonly name: string;
  readonly door: Door;
  readonly device: Device;
}

/** The ceremony every joining ends with: passkey, recovery words, two of them typed back. */
export async function makeKeys({ door, device }: Person, asked: PasskeyCreation): Promise<void> {
  const step = await door.passkeyMade(device.create(asked));
  if (step.assertion !== undefined) {
    const { prf } = device.get(step.assertion);
    if (prf === undefined) throw new Error('The played device has no PRF.');
    await door.passkeyPrf(prf);
  }
  const { words, ask } = await door.recoveryWords();
  const at = (place: number): string => words[place - 1] ?? '';
  await door.confirmWords([at(ask[0]), at(ask[1])]);
}

/** The parts of an invitation link behind its `#/join/`. */
export function partsOf(link: string): { invitation: string; root: string; secret: string } {
  const [invitation = '', root = '', secret = ''] = (link.split('#/join/')[1] ?? '').split('.');
  return { invitation, root, secret };
}

/**
 * Runs `look` whenever something changed for this person, one run at a time, and once in a while besides. What it
 * throws is said and does not stop the play.
 */
export function whenever(person: Person, look: (change: Change | undefined) => Promise<void>): () => void {
  let running: Promise<void> = Promise.resolve();
  let isWaiting = false;
  const run = (change: Change | undefined): void => {
    if (isWaiting) return;
    isWaiting = true;
    running = running.then(async () => {
      isWaiting = false;
      await look(change).catch((error: unknown) => {
        console.error(`  ${person.name}: ${error instanceof Error ? error.message : 'something went wrong'}`);
      });
    });
  };
  person.door.onChange(run);
  const timer = setInterval(run, 3_000, undefined);
  run(undefined);
  return () => {
    clearInterval(timer);
  };
}

/** People think before they answer; so do the played ones. */
export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
