import { createServer, type AddressInfo } from 'node:net';
import { closesAtTheEnd } from '@consilium/testkit';
import { startSystem } from '@consilium/testkit/system';
import { freePort } from '../../tools/embedded/free-port';
import { PlainClinic } from '../api/plain-clinic';

/** A port on which every call is taken and nothing is said. */
async function silentPort(): Promise<number> {
  const server = createServer((socket) => {
    closesAtTheEnd(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closesAtTheEnd(() => server.close());
  return (server.address() as AddressInfo).port;
}

test.each([
  ['is not there', freePort],
  ['takes the call and says nothing', silentPort],
])(
  'with a Valkey that %s a replica starts, takes what is written, and stops',
  async (_what, portOf) => {
    const url = `redis://127.0.0.1:${String(await portOf())}`;
    const began = performance.now();
    const system = await startSystem({ LIVE_ADAPTER: 'valkey', VALKEY_URL: url });
    expect(performance.now() - began).toBeLessThan(60_000);
    expect((await fetch(`${system.address}/api/health/ready`)).status).toBe(200);
    const clinic = await PlainClinic.open(system);
    const anna = await clinic.clinician();
    const room = await clinic.openRoom(anna);
    expect((await room.send(anna, await room.sealed(anna, [await room.message()]))).status).toBe(200);
    const ending = performance.now();
    await system.application.close();
    expect(performance.now() - ending).toBeLessThan(60_000);
  },
  180_000,
);
