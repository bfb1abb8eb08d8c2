import { Problem, type Hash } from '@consilium/domain';
import { Memory } from './memory';
import { firstList, listText, sealList } from './heads-list';
import { Restores } from './restores';
import type { Vault } from './vault';

const root = 'A'.repeat(43);
const restore = 'E'.repeat(43) as Hash;
const head = { seq: 7, hash: 'H'.repeat(43) };
const owner = { person: 'A'.repeat(22), accountKey: new Uint8Array(32).fill(7), keyring: { version: 1 } };

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
    ...{ root, isOpen: true, session: { opened: owner }, transport: { call }, changed: () => undefined },
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
