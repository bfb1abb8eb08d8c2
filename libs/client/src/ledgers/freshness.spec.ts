import { Problem, registerRules, type RegisterState } from '@consilium/domain';
import { root } from '@consilium/testkit/ledger';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { Freshness } from './freshness';
import { Log } from './log';

test('what rests on the newest register waits, in its words, while this build cannot read the register to its end', async () => {
  const clock = new ServiceClock();
  const transport = {
    call: () => Promise.resolve({ service: '', heads: [], now: clock.now() }),
  } as unknown as Transport;
  const register = new Log<RegisterState>('register', root, registerRules, {
    transport,
    clock,
    changed: () => undefined,
    judging: () => Promise.resolve({}),
  });
  register.held = 'A newer version of Consilium is needed to read this. Reload.';
  await expect(new Freshness(transport, clock, register).require()).rejects.toEqual(
    new Problem('unavailable', register.held),
  );
});
