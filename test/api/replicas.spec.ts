import { books } from '@consilium/domain';
import type { AnyReplica } from '../../apps/api/src/ledgers/any-replica';
import { Replicas, type RegisterNow } from '../../apps/api/src/ledgers/replicas';
import type { LedgerRow } from '../../apps/api/src/ledgers/ledgers.store';

/** As many as a process holds (`mostHeld`). */
const most = 400;

const register = { replica: { ledger: 'register' }, reader: {} } as unknown as RegisterNow;
const rowOf = (id: number, seq = 0): LedgerRow => ({ id: `room ${String(id)}`, kind: 'room', seq, hash: String(seq) });
const replicaOf = (id: number, seq = 0): AnyReplica =>
  ({ kind: 'room', ledger: rowOf(id).id, head: { seq, hash: String(seq) } }) as unknown as AnyReplica;

/** What a process holds, and which ledgers it had to read from the database, where nothing is. */
function holding() {
  const read: string[] = [];
  const entries = (_: unknown, ledger: string, after: number): Promise<[]> => {
    read.push(`${ledger} after ${String(after)}`);
    return Promise.resolve([]);
  };
  const replicas = new Replicas(books, {} as never, { entries } as never);
  const isHeld = async (id: number, seq = 0): Promise<boolean> =>
    replicas.at({} as never, rowOf(id, seq), register).then(
      () => true,
      () => false,
    );
  return { replicas, read, isHeld };
}

test('of more ledgers than a process holds, the one that was least recently used is forgotten', async () => {
  const { replicas, read, isHeld } = holding();
  for (let id = 0; id < most; id += 1) replicas.keep(replicaOf(id));
  expect([await isHeld(0), read]).toEqual([true, []]);
  // The first was just used: the second is the oldest now.
  replicas.keep(replicaOf(most));
  expect([await isHeld(1), read]).toEqual([false, ['room 1 after -1']]);
  for (const id of [0, 2, most]) expect([id, await isHeld(id)]).toEqual([id, true]);
});

test('a replica is not replaced by an older one, and read on from where it is behind', async () => {
  const { replicas, read, isHeld } = holding();
  replicas.keep(replicaOf(1, 5));
  replicas.keep(replicaOf(1, 4));
  expect(await isHeld(1, 5)).toBe(true);
  // For a reader what is newer will do; a writer needs exactly the head that is asked for.
  expect(await replicas.atLeast({} as never, rowOf(1, 4), register)).toEqual(replicaOf(1, 5));
  expect(read).toEqual([]);
  expect([await isHeld(1, 4), await isHeld(1, 6)]).toEqual([false, false]);
  expect(read).toEqual(['room 1 after -1', 'room 1 after 5']);
  const other = { ...rowOf(1, 5), hash: 'another' };
  await expect(replicas.at({} as never, other, register)).rejects.toThrow('fewer entries than its head says');
  replicas.forget(rowOf(1).id);
  expect(await isHeld(1, 5)).toBe(false);
});

test('the register it has is replaced by a newer one alone, and forgotten by its own name', () => {
  const { replicas } = holding();
  const registerAt = (seq: number): AnyReplica =>
    ({ kind: 'register', ledger: 'register', head: { seq, hash: '' }, state: {} }) as unknown as AnyReplica;
  for (const seq of [3, 5, 4]) replicas.keep(registerAt(seq));
  expect(replicas.registerKnown()?.replica).toEqual(registerAt(5));
  replicas.forget('another');
  expect(replicas.registerKnown()?.replica.head.seq).toBe(5);
  replicas.forget('register');
  expect(replicas.registerKnown()).toBe(undefined);
  replicas.forget('register');
});
