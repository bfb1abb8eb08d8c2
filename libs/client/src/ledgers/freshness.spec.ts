import { type Hash, Problem, registerRules, type RegisterState } from '@consilium/domain';
import { signHead } from '@consilium/ledger';
import { world } from '@consilium/testkit/domain';
import { filled, now, root, somebody } from '@consilium/testkit/ledger';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { Freshness, freshSeconds } from './freshness';
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

describe('a device that holds the register to its fifth entry', () => {
  const mine = filled<Hash>(1, 32);

  /** What the service answers and the clock can be set; what the register is asked is noted. */
  async function standing() {
    const [service, stranger] = [await somebody(1), await somebody(2)];
    const device = { seconds: 0 };
    const clock = new ServiceClock({
      monotonic: () => device.seconds * 1000,
      wall: () => (now + device.seconds) * 1000,
    });
    let answer = '';
    let isBroken = false;
    const transport = {
      call: () => {
        if (isBroken) return Promise.reject(new Problem('unavailable', 'away'));
        return Promise.resolve({ service: answer, now: now + device.seconds });
      },
    } as unknown as Transport;
    const asked: string[] = [];
    const register = {
      ledger: root,
      headSeq: 5,
      book: registerRules,
      state: world().people().register.state,
      replica: {
        ledger: root,
        at: now - 5000,
        head: { seq: 5, hash: mine },
        history: { at: () => mine },
        state: { service: service.signer.public },
      },
      sync: () => Promise.resolve(asked.push('sync')),
      raise: (what: string, heads: readonly string[]) => asked.push(`${what} ${String(heads[0] === answer)}`),
      requireWhole: () => undefined,
    };
    const freshness = new Freshness(transport, clock, register as unknown as Log<RegisterState>);
    const hears = async (head: Partial<{ seq: number; hash: Hash; at: number }>, signer = service.signer) => {
      const newest = { seq: 5, hash: mine, at: now + device.seconds, ...head };
      const register = { seq: 0, hash: mine };
      const claim = { v: 1, root, ledger: root, seq: newest.seq, hash: newest.hash, register } as const;
      answer = await signHead({ ...claim, state: '', by: service.id, at: newest.at }, signer);
      await freshness.check();
    };
    const breaks = (): void => {
      isBroken = true;
    };
    return { device, clock, freshness, register, asked, hears, breaks, stranger };
  }

  test('is fresh for 900 seconds after the service signed its head, and says since when it is not', async () => {
    const { device, freshness, hears, breaks } = await standing();
    // The service has signed nothing yet.
    await freshness.check();
    expect(freshness.staleSince()).toBe(now - 5000);
    await hears({});
    expect(freshness.staleSince()).toBeUndefined();
    await freshness.require();
    device.seconds = freshSeconds;
    expect(freshness.staleSince()).toBeUndefined();
    device.seconds += 1;
    expect(freshness.staleSince()).toBe(now);
    breaks();
    const at = new Date(now * 1000).toISOString().slice(11, 16);
    await expect(freshness.require()).rejects.toThrow(`The register is not up to date since ${at} UTC`);
  });

  test('counts the age of a head from when it was signed, and makes it no younger by telling it again', async () => {
    const { device, freshness, hears } = await standing();
    device.seconds = 1000;
    await hears({ at: now + 200 });
    device.seconds = 1101;
    expect(freshness.staleSince()).toBe(now + 200);
    await freshness.check();
    expect(freshness.staleSince()).toBe(now + 200);
    // An older one, told later, takes nothing away from a newer.
    await hears({ at: now + 1000 });
    await hears({ at: now + 100 });
    expect(freshness.staleSince()).toBeUndefined();
  });

  test('takes entries it has not, is not fresh by a head beyond its own, and raises one that contradicts it', async () => {
    const { freshness, register, asked, hears } = await standing();
    await hears({ seq: 6 });
    expect(asked).toEqual(['sync']);
    expect(freshness.staleSince()).toBe(now - 5000);
    await hears({ hash: filled<Hash>(2, 32) });
    expect(asked).toEqual(['sync', 'fork true']);
    expect(freshness.staleSince()).toBe(now - 5000);
    register.headSeq = 6;
    register.replica.head.seq = 6;
    await hears({});
    expect(freshness.staleSince()).toBeUndefined();
  });

  test('believes no head that somebody else signed', async () => {
    const { freshness, hears, stranger } = await standing();
    await expect(hears({}, stranger.signer)).rejects.toMatchObject({ reason: 'unknown-signer' });
    expect(freshness.staleSince()).toBe(now - 5000);
  });

  test('does nothing that rests on the register while nobody said which of two clocks is right', async () => {
    const { clock, freshness, hears } = await standing();
    await hears({});
    clock.hear(now + 4000);
    await expect(freshness.require()).rejects.toMatchObject({ details: { reason: 'clocks-apart' } });
  });

  test('does no such thing while the service is behind a time that was signed', async () => {
    const { clock, freshness, hears } = await standing();
    await hears({});
    clock.learn(now + 550);
    await freshness.require();
    clock.hear(now - 100);
    await expect(freshness.require()).rejects.toThrow('The clock of the service is behind');
  });

  test('says so where nothing was ever confirmed', async () => {
    const { freshness, register, breaks } = await standing();
    register.replica.at = 0;
    breaks();
    await expect(freshness.require()).rejects.toThrow('not up to date since the last visit');
  });
});
