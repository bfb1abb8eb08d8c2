import { randomBytes, toB64 } from '@consilium/bytes';
import { Problem, type LedgerId } from '@consilium/domain';
import { FollowedRegister } from '../ledgers/followed-register';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { memoryShelf } from '../shelf/shelf';
import { Vault, type Ports, type Session } from '../vault/vault';
import { keepKeys } from './mending-keys';
import { Room } from '../replicas/room';

test('keys are neither renewed nor passed on unasked while the service has not confirmed the register', async () => {
  const asked: string[] = [];
  const call = (noun: string, act: string): Promise<never> => {
    asked.push(`${noun}/${act}`);
    return Promise.reject(new Problem('unavailable', 'No answer.'));
  };
  const transport = { call } as unknown as Transport;
  const clock = new ServiceClock();
  const vault = new Vault({ transport, live: {} as Ports['live'], clock, shelf: memoryShelf() });
  const root = toB64(randomBytes(32)) as LedgerId;
  const session = { opened: { person: toB64(randomBytes(16)), keyring: { root } } } as unknown as Session;
  vault.unlock(session, new FollowedRegister(root, { transport, clock, changed: () => undefined }));
  const room = new Room(vault, toB64(randomBytes(32)) as LedgerId);
  await expect(keepKeys(room, new Set())).rejects.toThrow(/The register is not up to date since the last visit/);
  expect(asked).toEqual(['ledgers/heads']);
});
