import { clinic, opensAgain, renewsKeys, withWords, type Clinic, type Someone } from '@consilium/testkit/people';
import { backsUp, putsBack, startSystem, type System } from '@consilium/testkit/system';
import { caseThread, opensCase } from '../attacks/cases';
import { waitFor } from '../attacks/devices';

/** New keys were made after a backup that is put back: the page that is open with them says so, and its person goes on. */
describe('keys that were renewed in what was lost', () => {
  let system: System;
  let people: Clinic;
  let room: string;
  let thread: string;
  let words: readonly string[];

  const items = async ({ door }: Someone) =>
    (await door.room(room)).threads.find((each) => each.thread === thread)?.items ?? [];
  const stands = async (who: Someone): Promise<string[]> =>
    (await items(who)).flatMap((item) => (item.kind === 'message' && item.problem === '' ? [item.text] : []));

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    const { alice, bela } = people;
    room = await opensCase(alice, bela);
    thread = await caseThread(alice.door, room);
    await alice.door.say(room, thread, 'before the backup', '');
    await bela.door.room(room);
    const backup = await backsUp(system);
    words = await renewsKeys(alice, [alice.passkeys]);
    await waitFor(
      async () => (await alice.door.ownNews()).regrant,
      (regrant) => regrant?.done === 1,
    );
    await alice.door.say(room, thread, 'under the new keys', '');
    await alice.door.keepDraft(['message', room, thread], '"half a thought"');
    const { head } = await alice.door.room(room);
    await waitFor(
      async () => (await bela.door.room(room)).head,
      (seen) => seen === head,
    );
    await putsBack(system, backup);
  });

  test('the open page locks once the register goes on, and says that they are not in it any more', async () => {
    const { alice, bela, officer } = people;
    await alice.door.enter(room).catch(() => undefined);
    await bela.door.enter(room).catch(() => undefined);
    const { missed } = await waitFor(
      () => officer.door.restoreView(),
      (view) => view.missed.some(({ what }) => what === 'case'),
    );
    // What is signed with keys that the register does not list is nobody's word.
    expect(missed.filter(({ what }) => what === 'case')).toMatchObject([{ by: bela.name }]);
    expect(missed.some(({ by }) => by === alice.name)).toBe(false);
    expect((await alice.door.state()).state).toBe('open');
    await officer.door.proposeRestore('The disk failed; put back from the copy of this morning.');
    const shown = await waitFor(
      () => alice.door.state(),
      ({ state }) => state === 'locked',
    );
    expect(shown).toMatchObject({ state: 'locked', renewed: { isSetBack: true, passkey: 0 } });
    expect(shown.renewed?.at).toBeGreaterThan(0);
  });

  test('the passkey opens the keys from before, under which words, draft and case are', async () => {
    const { alice } = people;
    expect(await opensAgain(alice)).toBe('open');
    expect((await alice.door.state()).renewed).toBeUndefined();
    expect((await alice.door.ownNews()).memoryLost).toBe(false);
    await expect(alice.door.draft(['message', room, thread])).resolves.toBe('"half a thought"');
    const unsent = (await items(alice)).find((item) => item.kind === 'message' && item.text === 'under the new keys');
    expect(unsent).toMatchObject({ problem: expect.stringMatching(/lost when the service was put back/) as string });
    // Nothing is sealed to keys that others know to be former ones, by oneself either.
    await expect(alice.door.retryMessage(room, unsent?.entry ?? '')).rejects.toThrow(/has not renewed the ones listed/);
    expect((await alice.door.restored()).own.map(({ line }) => line)).toContainEqual(expect.stringMatching(/key/));
  });

  test('made once more they count everywhere; the words that were lost with them open nothing', async () => {
    const { alice, bela } = people;
    await expect(withWords({ ...alice, words })).rejects.toMatchObject({ kind: 'not-signed-in' });
    const again = await renewsKeys(alice, [alice.passkeys]);
    const [unsent] = (await items(alice)).filter((item) => item.kind === 'message' && item.problem !== '');
    await alice.door.retryMessage(room, unsent?.entry ?? '');
    await waitFor(
      () => stands(bela),
      (texts) => texts.length === 2,
    );
    expect(await stands(bela)).toEqual(['before the backup', 'under the new keys']);
    const byWords = await withWords({ ...alice, words: again });
    expect((await byWords.door.state()).state).toBe('open');
    await byWords.door.lock();
  });
});
