import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { endpoints, HandedOver, InputOf, OutputOf } from '@consilium/contracts';
import { Problem, type PersonId } from '@consilium/domain';
import { RateLimits } from '../../http/rate-limits';
import { Clock } from '../../settings/clock';
import { isPointOfP256 } from '../../settings/pushing';
import type { Outcome } from '../roads';
import { PushDevicesStore } from './push-devices.store';
import { PushService, type Push } from './push-service';

type Table = (typeof endpoints)['telling'];
type Mine = OutputOf<Table['mine']>['pushes'];

/** Devices of one person. */
const mostDevices = 10;

const idOf = (endpoint: string): string =>
  createHash('sha256').update(endpoint).digest().subarray(0, 16).toString('base64url');

/** On which devices each person is told: their own words about themselves, and nobody else's to read. */
@Injectable()
export class PushDevices {
  constructor(
    private readonly store: PushDevicesStore,
    private readonly service: PushService,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /** Without what would let somebody else send there. */
  async mine(person: PersonId): Promise<Mine> {
    const devices = await this.store.of(person);
    return {
      key: this.service.key,
      devices: devices.map(({ push, name, at, refused, goneAt, testAt, testArrivedAt }) => ({
        ...{ push, name, at, refused, goneAt },
        test: { at: testAt, arrivedAt: testArrivedAt },
      })),
    };
  }

  async add(
    person: PersonId,
    { endpoint, key, secret, device }: InputOf<Table['pushHere']>,
  ): Promise<{ push: string }> {
    this.requireService();
    if (!this.service.allows(endpoint)) {
      throw new Problem(
        'bad-input',
        'This browser’s push service is not one of those that this service sends to. Tell whoever runs it, or use another browser.',
      );
    }
    if (!isPointOfP256(key))
      throw new Problem('bad-input', 'This browser gave no key to seal notices with. Try again.');
    const push = idOf(endpoint);
    const known = await this.store.of(person);
    if (known.length >= mostDevices && !known.some((each) => each.push === push)) {
      throw new Problem('too-many', 'Ten devices of yours are told already. Take one of them away first.');
    }
    await this.store.put({ push, person, name: device, endpoint, key, secret, at: this.clock.now() });
    return { push };
  }

  async drop(person: PersonId, { push }: InputOf<Table['dropPush']>): Promise<void> {
    await this.store.drop(person, push);
  }

  /** A notice like any other, at once and whatever the hour; the device says when it came. */
  async try(person: PersonId, { push }: InputOf<Table['tryPush']>): Promise<HandedOver> {
    this.requireService();
    this.limits.count('mailed', `push ${person}`);
    const testLink = randomBytes(16).toString('base64url');
    await this.store.change(person, push, { testLink, testAt: 0, testArrivedAt: 0 });
    const outcome = await this.hand(person, push, { is: 'test', link: testLink, notice: testLink });
    if (outcome === undefined) {
      throw new Problem('wrong-state', 'This device is told no more. Turn notices on again there.');
    }
    if (outcome.is !== 'handed') return { handed: false, why: outcome.why };
    await this.store.change(person, push, { testAt: this.clock.now(), refused: '' });
    return { handed: true, why: '' };
  }

  /** To one device; undefined where it is told no more. */
  async hand(person: string, push: string, what: Push): Promise<Outcome | undefined> {
    const device = await this.store.find(person, push);
    if (device === undefined || device.endpoint === '') return undefined;
    const outcome = await this.service.hand(device, what);
    if (outcome.is === 'refused') await this.store.change(person, push, { refused: outcome.why });
    // Nothing goes there any more, and it is not kept; that it is so is said until its person takes the row away.
    if (outcome.is === 'gone') {
      await this.store.change(person, push, { endpoint: '', key: '', secret: '', goneAt: this.clock.now() });
    }
    return outcome;
  }

  /** A device says that a test came: it may be signed out, and knows nothing but the link. Whose test it was, if anybody's. */
  arrived(link: string): Promise<string | undefined> {
    return this.store.arrived(link, this.clock.now());
  }

  /** Whether this is the link of a test notice to a device of theirs, which has then arrived. */
  async opened(person: PersonId, link: string): Promise<boolean> {
    if (!(await this.store.isTest(person, link))) return false;
    await this.store.arrived(link, this.clock.now());
    return true;
  }

  everybody(): Promise<string[]> {
    return this.store.everybody();
  }

  forget(people: readonly string[]): Promise<void> {
    return this.store.forget(people);
  }

  private requireService(): void {
    if (this.service.isThere) return;
    throw new Problem('unavailable', 'This service sends no notices to devices. Tell whoever runs it.');
  }
}
