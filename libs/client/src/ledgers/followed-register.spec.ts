import { Problem, type RegisterState } from '@consilium/domain';
import { world } from '@consilium/testkit/domain';
import { root } from '@consilium/testkit/ledger';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { FollowedRegister } from './followed-register';

/** A register read to its fifth entry, of a service that has nothing more; each look at it is counted. */
function followed() {
  const register = new FollowedRegister(root, {
    transport: {} as Transport,
    clock: new ServiceClock(),
    changed: () => undefined,
  });
  const state: RegisterState = world().people().register.state;
  const { log } = register;
  const looked = { times: 0 };
  log.sync = () => {
    looked.times += 1;
    return Promise.resolve();
  };
  const read = (seq = 5): void => {
    log.replica = { head: { seq, hash: '' }, state } as never;
  };
  return { register, log, looked, read, state };
}

test('another ledger is judged by what is here, and nothing is asked where that is enough', async () => {
  const { register, looked, read } = followed();
  read();
  const judging = await register.judging(5);
  expect(judging).toMatchObject({ expectRoot: root, registerHeld: '', registerSeq: 5 });
  expect(judging.register.service).toBe(register.log.state.service);
  expect(looked.times).toBe(0);
  expect(register.view.seq).toBe(register.log.state.hashes.length - 1);
});

test('what names a newer register entry waits until that was asked for, and so does all while nothing was read', async () => {
  const { register, log, looked, read } = followed();
  log.sync = () => {
    looked.times += 1;
    read(6);
    return Promise.resolve();
  };
  await register.judging(-1);
  expect(looked.times).toBe(1);
  await register.judging(7);
  expect(looked.times).toBe(2);
  await register.judging(6);
  expect(looked.times).toBe(2);
});

test('what the register is held for is said to whoever judges by it', async () => {
  const { register, log, read } = followed();
  read();
  log.held = 'Reload.';
  expect((await register.judging(5)).registerHeld).toBe('Reload.');
});

test('nothing is judged by a register that stopped; what is only compared is, while officers may say why', async () => {
  const { register, log, read } = followed();
  read();
  log.raise('rollback');
  const stopped = new Problem('wrong-state', log.alarm);
  await expect(register.judging(5)).rejects.toEqual(stopped);
  expect((await register.judging(5, true)).registerSeq).toBe(5);
});

test('of a register that stopped at a wrong entry nothing is compared either', async () => {
  const { register, log, read } = followed();
  read();
  log.withhold({ wire: { jws: '' } } as never);
  await expect(register.judging(5, true)).rejects.toThrow(log.alarm);
});
