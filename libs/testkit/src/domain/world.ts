import {
  type Applied,
  type Clearance,
  type Entry,
  type PersonId,
  recipientsOf,
  type RoomBody,
  scopeOfShare,
  SERVICE,
  type ThreadId,
  type VerifiedClearance,
} from '@consilium/domain';

import { type Offer } from './ledger-builder';
import {
  backTo,
  blob,
  consentId,
  credentialOf,
  day,
  gesture,
  grantsTo,
  hash,
  id16,
  id32,
  jws,
  kid,
  numberOf,
  objectsOf,
  person,
  sealing,
  T0,
  thread,
} from './names';

import { RoomWorld } from './room-world';
import { clearanceId, defence, side, type Change } from './register-world';
export * from './register-world';

/** People, a register, a case and a request, told one step after another. Each step uses the real rule books. */
export class World extends RoomWorld {
  /** Alice begins a request to her defence organisation; its key exists. */
  asked(): this {
    if (this.view.orgKey(defence) === undefined) this.orgKey();
    const room = this.room.id === '' ? hash('room') : this.room.id;
    this.advice.add(
      this.by('alice', 'genesis', {
        kind: 'advice',
        nonce: id16('nonce'),
        org: defence,
        room,
        thread: thread('dossier'),
      }),
    );
    this.advice.add(this.adviceRotateOffer('alice'));
    return this;
  }

  adviceRotateOffer(by: string, change: object = {}): Offer {
    const { state } = this.advice;
    const gen = state.gen + 1;
    const orgGen = this.view.orgKey(defence)?.gen ?? 1;
    const body = {
      thread: state.thread,
      gen,
      kc: hash('kc'),
      back: backTo(gen - 1),
      orgGen,
      grants: grantsTo(recipientsOf(state)),
      ...change,
    };
    return { by: person(by), type: 'rotate', scope: [state.thread], body };
  }

  inDossier(by: string, type: string, body: object = {}): Offer {
    const { thread: id, gen } = this.advice.state;
    const said = type === 'answer' ? { notIdentifiers: [] } : {};
    return { by: person(by), type, scope: [id], body: { thread: id, gen, ...said, ...body, sealed: blob } };
  }

  dossierOffer(change: Change<Clearance> = {}): Offer {
    const { recipient, purpose, brief, threads, roomHead, flags } = this.clearance(change);
    return this.inDossier('alice', 'dossier', {
      recipient,
      purpose,
      brief,
      threads,
      roomHead,
      flags,
      urgency: 'routine',
      notIdentifiers: ['date-of-birth', 'postcode'],
    });
  }

  /** The dossier goes in and Vera takes it. */
  assigned(change: Change<Clearance> = {}): this {
    this.advice.add(this.dossierOffer(change));
    this.advice.add(this.by('alice', 'submit', { dossier: this.advice.state.dossier?.hash }));
    this.advice.add(this.assignOffer('vera'));
    return this;
  }

  assignOffer(by: string, body: object = {}): Offer {
    return this.by(by, 'assign', { adviser: person(by), noConflict: true, ...body });
  }

  giveBackOffer(by: string, body: object = {}): Offer {
    return this.by(by, 'give-back', { to: '', conflict: false, ...body });
  }

  decisionOffer(by: string, change: Change<Clearance> = {}, signed: Change<VerifiedClearance> = {}): Offer {
    const { thread: id, gen } = this.advice.state;
    const body = { clearance: jws, gesture, thread: id, gen, sealed: blob };
    return {
      by: person(by),
      type: 'decision',
      body,
      facts: { clearance: this.verified({ by: person(by), ...change }, signed) },
    };
  }

  /** What Vera signs first, for another adviser to sign as well. */
  proposalOffer(by: string, change: Change<Clearance> = {}, signed: Change<VerifiedClearance> = {}): Offer {
    return { ...this.decisionOffer(by, change, signed), type: 'proposal' };
  }

  /** Walt signs what Vera proposed. */
  secondOffer(by: string, change: Change<Clearance> = {}, signed: Change<VerifiedClearance> = {}): Offer {
    const second = { kid: kid(by), credential: credentialOf(by) };
    const { thread: id, gen } = this.advice.state;
    const body = { clearance: jws, gesture, second: { jws, gesture }, thread: id, gen, sealed: blob };
    return { ...this.decisionOffer(by, { by: person('vera'), ...change }, { second, ...signed }), body };
  }

  // The clearance

  clearedThread(name: string): Clearance['threads'][number] {
    const found = this.room.id === '' ? undefined : this.room.state.threads.get(thread(name));
    const objects = (found?.picture?.objects ?? objectsOf(name)).map(({ id, size, parts, okc }) => ({
      id,
      size,
      parts,
      okc,
    }));
    const { version, hash: consentHash } = found?.consent ?? { version: 1, hash: hash('consent') };
    const picture = found?.picture?.entry ?? id16('picture');
    return {
      thread: thread(name),
      picture,
      through: picture,
      objects,
      consent: { id: consentId(`consent-${name}`), version, hash: consentHash },
    };
  }

  /** What Vera decides: Xavier may see the pictures one and two. */
  clearance(change: Change<Clearance> = {}): Clearance {
    const advice = this.advice.id === '' ? undefined : this.advice.state;
    const recipient = this.recipient('xavier');
    return {
      v: 1, rules: 1, root: this.root, id: clearanceId,
      advice: advice?.id ?? (id32('advice')),
      request: advice === undefined || advice.request === '' ? id16('request') : advice.request,
      dossier: advice === undefined || advice.submitted === '' ? hash('dossier') : advice.submitted,
      room: this.room.id === '' ? id32('room') : this.room.id,
      roomHead: { seq: 0, hash: hash('room-0') },
      by: person('vera'), org: defence, requester: person('alice'), recipient,
      purpose: 'direct-care', brief: hash('brief'),
      threads: ['one', 'two'].map((name) => this.clearedThread(name)),
      flags: [], rights: ['answer', 'opinion', 'read'], conditions: [], outcome: 'no-objection',
      joinBy: T0 + 7 * day, memberUntil: T0 + 30 * day,
      register: { seq: this.view.seq, hash: this.view.hash }, at: this.now,
      ...change,
    }; // prettier-ignore
  }

  recipient(name: string): Clearance['recipient'] {
    return { person: person(name), number: numberOf(name), kid: kid(name), sealing: sealing(name) };
  }

  verified(change: Change<Clearance> = {}, signed: Change<VerifiedClearance> = {}): VerifiedClearance {
    const first = { kid: kid('vera'), credential: credentialOf('vera') };
    return { clearance: this.clearance(change), hash: hash('clearance'), first, ...signed };
  }

  /** Three pictures, a request about the first two, and the thread the share will have. */
  requested(consent: Change<RoomBody<'consent'>> = {}): this {
    this.people().case();
    for (const name of ['one', 'two', 'three']) this.picture(name, consent);
    this.asked();
    this.room.add(this.requestOffer(['one', 'two']));
    return this.rotate('alice', side, { kind: 'side', clearance: clearanceId });
  }

  admitOffer(change: Change<Clearance> = {}, signed: Change<VerifiedClearance> = {}, at: ThreadId = side): Offer {
    const verified = this.verified(change, signed);
    const scope = scopeOfShare(at, verified.clearance);
    return {
      by: person('alice'),
      type: 'admit',
      scope,
      body: { clearance: jws, gesture },
      facts: { clearance: verified },
    };
  }

  /** Xavier is admitted and granted what the clearance names. */
  admitted(change: Change<Clearance> = {}): this {
    this.requested();
    this.room.add(this.admitOffer(change));
    for (const id of [side, thread('one'), thread('two')])
      this.room.add(this.grantOffer('alice', id, 'xavier', clearanceId));
    return this;
  }

  acceptOffer(by = 'xavier', declined = false): Offer {
    return {
      by: person(by),
      type: 'accept',
      scope: scopeOfShare(side, this.clearance()),
      body: { clearance: clearanceId, declined },
    };
  }

  accepted(change: Change<Clearance> = {}): this {
    this.admitted(change);
    this.room.add(this.acceptOffer());
    return this;
  }

  removeOffer(by: string, name: string, scope: Entry['scope'] = 'room'): Offer {
    return { by: person(by), type: 'remove', scope, body: { person: person(name) } };
  }

  tick(): this {
    this.room.add({ by: SERVICE, type: 'tick' });
    return this;
  }

  /** The code of a refusal; undefined if the entry stands. */
  static codeOf(applied: Applied<unknown>): string | undefined {
    return applied.ok ? undefined : applied.refusal.code;
  }
}

export const world = (): World => new World();
export const everybody: readonly PersonId[] = [
  'alice',
  'bob',
  'carol',
  'xavier',
  'yara',
  'vera',
  'walt',
  'una',
  'olga',
].map(person);
