import { diaryBook, now, registerOf, room, root, somebody, type Somebody } from '@consilium/testkit/ledger';
import { advance } from './advance';
import type { RegisterReader } from './register-reader';
import type { SealedEntry } from './sealed-entry';
import { Refused } from './untrusted';

let people: readonly Somebody[];
let service: Somebody;
let wires: readonly SealedEntry[];

beforeAll(async () => {
  const [alice, bob, signs] = await Promise.all([somebody(1), somebody(2), somebody(3)]);
  people = [alice, bob];
  service = signs;
  wires = await room(alice, 6);
});

describe('an entry dated after a change in the register that it does not know of', () => {
  const nothing = { people: new Set<never>(), organisations: new Set<never>(), clearances: new Set<never>() };
  const book = { ...diaryBook, touches: () => nothing };
  /** Its second entry, a minute before the room's, changed something that is looked at, or nothing. */
  const changed = (change: number | undefined): RegisterReader => ({
    ...registerOf(people, service.signer),
    registerTime: (seq) => (seq === 1 ? now - 60 : undefined),
    firstChangeAfter: () => change,
  });
  const judged = async (register: RegisterReader, mayOverlook?: number) => {
    try {
      await advance(book, undefined, wires, {
        expectRoot: root,
        register,
        ...(mayOverlook === undefined ? {} : { mayOverlook }),
      });
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
    return undefined;
  };

  test('is refused, with what to do, where so much may not be overlooked', async () => {
    const refused = await judged(changed(1), 59);
    expect(refused).toMatchObject({ code: 'register-overlooked', seq: 0 });
    expect(refused?.message).toContain('does not know of');
  });

  test('stands where as much may be, where nothing was changed, and where nobody asks', async () => {
    expect(await judged(changed(1), 60)).toBeUndefined();
    expect(await judged(changed(undefined), 59)).toBeUndefined();
    expect(await judged(changed(1))).toBeUndefined();
  });
});
