import { Problem, type Hash } from '@consilium/domain';
import type { Log } from '../ledgers/log';
import { Memory } from './memory';
import { firstList, listText, sealList } from './heads-list';
import { Restores } from './restores';
import type { Vault } from './vault';

const root = 'A'.repeat(43);
const restore = 'E'.repeat(43) as Hash;
const head = { seq: 7, hash: 'H'.repeat(43) };
const owner = { person: 'A'.repeat(22), accountKey: new Uint8Array(32).fill(7), keyring: { version: 1 } };

/** The keys that are open, and how the register lists them. */
const open = { ...owner, signer: { kid: 'K' }, sealing: { publicKey: 'S' }, sealedHash: '' };
const listed = { kid: 'K', sealing: 'S', keyring: 1, sealed: '' };

const listOf = async (version: number) => ({ version, sealed: await sealList(owner, { ...firstList, version }) });

/** A service that takes the next version of a list and no other, and a device on which keeping takes a while. */
async function at(version: number) {
  const kept = new Map([['heads', listText({ ...firstList, version, register: head })]]);
  const service = await listOf(version);
  const call = (_noun: string, act: string, input: { readonly sealed: string; readonly version: number }) => {
    if (act === 'remembered') return Promise.resolve({ ...service });
    if (input.version !== service.version + 1) return Promise.reject(new Problem('wrong-state', 'Taken.'));
    Object.assign(service, { version: input.version, sealed: input.sealed });
    return Promise.resolve({});
  };
  const vault = {
    ...{
      root,
      isOpen: true,
      session: { opened: open },
      person: () => listed,
      transport: { call },
      changed: () => undefined,
    },
    ...{ restores: new Restores(), doubts: { memory: '', isBegunAnew: false } },
    ...{ clock: { floor: 0, learn: () => undefined }, register: { sync: () => Promise.resolve() } },
  };
  const shelf = {
    read: () => Promise.resolve(kept.get('heads')),
    keep: async (_kind: string, _name: string, text: string) => {
      await new Promise((wake) => setTimeout(wake, 50));
      kept.set('heads', text);
    },
  };
  const memory = new Memory(vault as unknown as Vault, shelf);
  return { memory, vault, service };
}

test('an older list that comes with an older database is explained by what officers said, also to two savings at once', async () => {
  const { memory, vault, service } = await at(9);
  await memory.load();
  Object.assign(service, await listOf(4));
  vault.restores.accept(root as never, restore);
  memory.wentOn({ ledger: root, alarm: '', replica: { head: { ...head, seq: 8 } } } as never, 3);
  await Promise.all([memory.save(), memory.save()]);
  memory.stop();
  expect(vault.doubts).toEqual({ memory: '', isBegunAnew: true });
  expect(service.version).toBe(6);
});

test('keys that are lost with what was put back save no list: those of before, which open next, would not open it', async () => {
  const { memory, vault, service } = await at(9);
  await memory.load();
  vault.restores.accept(root as never, restore);
  vault.person = () => ({ ...listed, keyring: 0 });
  memory.wentOn({ ledger: root, alarm: '', replica: { head: { ...head, seq: 8 } } } as never, 3);
  await memory.save();
  memory.stop();
  expect(service.version).toBe(9);
});

const room = 'R'.repeat(43);
const logAt = (seq: number, more: object = {}): Log<unknown> =>
  ({
    ...{ ledger: room, alarm: '', headSeq: seq, remembered: undefined, ...more },
    replica: { head: { seq, hash: 'H'.repeat(43) } },
  }) as unknown as Log<unknown>;

/** Devices of one person at one service, each with a shelf of its own. */
async function devices() {
  const service = await listOf(1);
  const open = async (kept = new Map<string, string>()) => {
    const changed: string[] = [];
    const line = { isDown: false };
    const call = (_noun: string, act: string, input: { readonly sealed: string; readonly version: number }) => {
      if (act === 'remembered') return Promise.resolve({ ...service });
      if (line.isDown) return Promise.reject(new Problem('unavailable', 'Away.'));
      if (input.version !== service.version + 1) return Promise.reject(new Problem('wrong-state', 'Taken.'));
      Object.assign(service, { version: input.version, sealed: input.sealed });
      return Promise.resolve({});
    };
    const vault = {
      ...{ root, isOpen: true, session: { opened: owner }, transport: { call }, restores: new Restores() },
      ...{ doubts: { memory: '', isBegunAnew: false }, clock: { floor: 0, learn: () => undefined } },
      changed: (change: { readonly room?: string }) => changed.push(change.room ?? ''),
    };
    const shelf = {
      read: () => Promise.resolve(kept.get('heads')),
      keep: (_kind: string, _name: string, text: string) => Promise.resolve(void kept.set('heads', text)),
    };
    const memory = new Memory(vault as unknown as Vault, shelf);
    await memory.load();
    return { memory, vault, kept, changed, line };
  };
  return { service, open };
}

describe('what was read', () => {
  test('on two devices at once is read on both, and a third finds all of it', async () => {
    const { open, service } = await devices();
    const [one, two] = [await open(), await open()];
    expect(one.memory.reading.note(logAt(9), 0, 7)).toBe(true);
    expect(two.memory.reading.note(logAt(9), 3, 5)).toBe(true);
    await Promise.all([one.memory.save(), two.memory.save()]);
    await Promise.all([one.memory.hear(service.version), two.memory.hear(service.version)]);
    const { memory } = await open();
    for (const each of [one.memory, two.memory, memory])
      expect([each.reading.of(room, 0), each.reading.of(room, 3)]).toEqual([7, 5]);
    expect([one.changed, two.changed]).toEqual([[room], [room]]);
    expect(service.version).toBe(3);
  });

  test('never goes back, nor beyond what the device verified, nor on a record that stopped verifying', async () => {
    const { memory } = await (await devices()).open();
    const { reading } = memory;
    expect([reading.note(logAt(9), 0, 7), reading.note(logAt(9), 0, 6), reading.note(logAt(9), 0, 10)]).toEqual([
      ...[true, false, false],
    ]);
    const stopped = logAt(9, { alarm: 'fork' });
    const older = logAt(9, { remembered: { seq: 12, hash: '' } });
    expect([reading.note(stopped, 0, 9), reading.note(older, 0, 9)]).toEqual([false, false]);
    expect(reading.of(room, 0)).toBe(7);
    memory.stop();
  });

  test('while the service was away stays on the device, and is told when the line is back or the device is opened again', async () => {
    const { open, service } = await devices();
    const one = await open();
    one.line.isDown = true;
    one.memory.reading.note(logAt(9), 0, 7);
    await one.memory.save().catch(() => undefined);
    expect(service.version).toBe(1);
    const again = await open(one.kept);
    expect(again.memory.reading.of(room, 0)).toBe(7);
    again.memory.stop();
    one.line.isDown = false;
    await one.memory.catchUp();
    expect((await open()).memory.reading.of(room, 0)).toBe(7);
  });

  test('and an older list put back is said, and takes nothing of it from a device that knew more', async () => {
    const { open, service } = await devices();
    const one = await open();
    one.memory.reading.note(logAt(9), 0, 4);
    await one.memory.save();
    const before = { ...service };
    one.memory.reading.note(logAt(9), 0, 8);
    await one.memory.save();
    Object.assign(service, before);
    const again = await open(one.kept);
    expect([again.memory.reading.of(room, 0), again.vault.doubts.memory]).toEqual([8, 'older']);
    // A device that has nothing of its own takes for new what was read since: more than is, never less.
    const fresh = await open();
    expect([fresh.memory.reading.of(room, 0), fresh.vault.doubts.memory]).toEqual([4, '']);
    for (const { memory } of [again, fresh]) memory.stop();
  });

  test('after the entry from which a record goes on was not read: what comes there instead is new', async () => {
    const one = await (await devices()).open();
    one.memory.reading.note(logAt(9), 0, 8);
    one.memory.reading.note(logAt(9), 7, 9);
    one.memory.wentOn(logAt(6), 5);
    expect([one.memory.reading.of(room, 0), one.memory.reading.of(room, 7)]).toEqual([5, -1]);
    one.memory.stop();
  });
});
