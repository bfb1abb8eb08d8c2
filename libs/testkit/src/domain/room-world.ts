import {
  askedOfPicture,
  explanations,
  type ClearanceId,
  granteesOf,
  isByCase,
  type LedgerId,
  type OriginalCopy,
  type PictureSource,
  type Purpose,
  type RoomBody,
  type Thread,
  type ThreadId,
} from '@consilium/domain';

import { type Offer } from './ledger-builder';
import { backTo, blob, consentId, grantsTo, hash, id16, objectsOf, person, T0, thread } from './names';

import { RegisterWorld, type Change, hospital, caseThread, side } from './register-world';

/** A thread that is not there yet, as most are begun. */
const unbegun = { kind: 'picture', readers: 'inside', named: [], clearance: '', gen: 0 } as const;

/** A case with its members, threads and pictures. */
export class RoomWorld extends RegisterWorld {
  thread(id: ThreadId): Thread {
    const found = this.room.state.threads.get(id);
    if (found === undefined) throw new Error('No such thread');
    return found;
  }

  /** Alice opens a case and invites Bob. */
  case(): this {
    this.room.add(
      this.by('alice', 'genesis', { kind: 'room', nonce: id16('nonce'), org: hospital, thread: caseThread }),
    );
    this.room.add(this.by('alice', 'invite', { person: person('bob') }));
    this.rotate('alice', caseThread, { kind: 'case' });
    return this;
  }

  rotateOffer(by: string, id: ThreadId, change: Change<RoomBody<'rotate'>> = {}): Offer {
    const known = this.room.state.threads.get(id);
    const { kind, readers, named, clearance, gen: last } = known ?? unbegun;
    const gen = change.gen ?? last + 1;
    const like = { id, kind: change.kind ?? kind, readers: change.readers ?? readers, named };
    const { inside = isByCase(like) ? this.wrapped() : undefined, ...others } = change;
    const body = {
      thread: id,
      kind: like.kind,
      clearance,
      gen,
      kc: hash(`kc-${String(gen)}`),
      back: backTo(gen - 1),
      readers: like.readers,
      ...(inside === undefined ? {} : { inside }),
      grants: grantsTo(granteesOf(this.room.state, like, this.view, this.now)),
      ...others,
    };
    return { by: person(by), type: 'rotate', scope: [id], body };
  }

  /** A key under the case's newest one. */
  wrapped(under = this.room.state.threads.get(caseThread)?.gen ?? 1): { under: number; key: string } {
    return { under, key: backTo(under).sealed };
  }

  /** A thread for these people inside alone. */
  named(by: string, id: ThreadId, people: readonly string[]): this {
    const grants = grantsTo(people.map(person));
    return this.rotate(by, id, { readers: 'named', grants });
  }

  rewrapOffer(by: string, id: ThreadId, gen = this.thread(id).gen, under?: number): Offer {
    return { by: person(by), type: 'rewrap', scope: [id], body: { thread: id, gen, ...this.wrapped(under) } };
  }

  rotate(by: string, id: ThreadId, change: Change<RoomBody<'rotate'>> = {}): this {
    this.room.add(this.rotateOffer(by, id, change));
    return this;
  }

  /** The key of a thread did not open for somebody; without a generation named, the newest. */
  badOffer(by: string, id: ThreadId, gen = this.thread(id).gen): Offer {
    return this.inThread(by, 'grant-bad', id, { gen, entry: id16('rotate') });
  }

  bad(by: string, id: ThreadId, gen?: number): this {
    this.room.add(this.badOffer(by, id, gen));
    return this;
  }

  linkOffer(by: string, id: ThreadId, gen: number, under = this.thread(id).gen): Offer {
    return { by: person(by), type: 'link', scope: [id], body: { thread: id, gen, under, key: backTo(gen).sealed } };
  }

  /** An entry whose scope is one thread, at its current generation. */
  inThread(by: string, type: string, id: ThreadId, body: object): Offer {
    const gen = this.room.state.threads.get(id)?.gen ?? 1;
    return { by: person(by), type, scope: [id], body: { thread: id, gen, ...body } };
  }

  messageOffer(by: string, id: ThreadId, change: object = {}): Offer {
    return this.inThread(by, 'message', id, { sealed: blob, replyTo: '', ...change });
  }

  takeBackOffer(by: string, id: ThreadId, message: string): Offer {
    return { by: person(by), type: 'take-back', scope: [id], body: { thread: id, message } };
  }

  opinionOffer(
    by: string,
    id: ThreadId,
    reliesOn: readonly { thread: ThreadId; picture: string; rendition: string }[] = [],
    next: object = { next: 'general-practitioner', nextBy: '' },
  ): Offer {
    return this.inThread(by, 'opinion', id, { sealed: blob, reliesOn, ...next });
  }

  consentOffer(name: string, change: Change<RoomBody<'consent'>> = {}): Offer {
    const body = {
      consent: consentId(`consent-${name}`),
      version: (this.room.state.threads.get(thread(name))?.consent?.version ?? 0) + 1,
      thread: thread(name),
      recording: 'clinical-photograph',
      authority: 'said-yes',
      facts: [],
      scopes: ['capture', 'internal', 'named-external', 'via-platform'],
      flags: [],
      ruledOut: askedOfPicture.filter((flag) => !(change.flags ?? []).includes(flag)).toSorted(),
      explained: explanations.toSorted(),
      attested: ['no-pressure', 'noted-in-record'],
      takenBy: person('alice'),
      takenAt: T0,
      ...change,
    };
    return { by: person('alice'), type: 'consent', scope: [thread(name)], body };
  }

  withdrawalOffer(name: string, what: 'sharing' | 'capture', version = 1): Offer {
    const used = what === 'capture' ? 'seen-or-relied-on' : '';
    const body = { consent: consentId(`consent-${name}`), version, what, used };
    return { by: person('bob'), type: 'consent-withdrawal', scope: [thread(name)], body };
  }

  consentAgainOffer(by: string, name: string, change: Change<RoomBody<'consent-again'>> = {}): Offer {
    const body = {
      consent: consentId(`consent-${name}`),
      version: this.room.state.threads.get(thread(name))?.consent?.version ?? 1,
      thread: thread(name),
      reason: 'recorded-in-error',
      ...change,
    };
    return { by: person(by), type: 'consent-again', scope: [thread(name)], body };
  }

  /** Under the policy that the hospital has now, with a managed device, sent by the patient: nothing is left to ask. */
  captureNow(change: Change<RoomBody<'picture'>['capture']> = {}): RoomBody<'picture'>['capture'] {
    const published = this.view.organisation(hospital)?.policies.capture;
    const under =
      published === undefined
        ? ({ policy: 'not-found', version: 0, says: '' } as const)
        : ({ policy: 'published', version: published.version, says: published.capture } as const);
    return { ...under, device: 'managed', attestedAt: this.now, source: 'sent-by-patient', ...change };
  }

  /** Where a picture came from, and what was deleted there. */
  sourceOffer(name: string, said: PictureSource, by = 'alice'): Offer {
    const id = thread(name);
    return { by: person(by), type: 'source', scope: [id], body: { thread: id, source: said } };
  }

  deletedOffer(name: string, copies: readonly OriginalCopy[], by = 'alice', read = objectsOf(name)[0]?.id): Offer {
    const id = thread(name);
    return { by: person(by), type: 'original-deleted', scope: [id], body: { thread: id, read, copies } };
  }

  /** About a picture that is withdrawn itself: its newest consent is named. */
  private ofWithdrawn(by: string, type: string, name: string, more: object): Offer {
    const version = this.room.state.threads.get(thread(name))?.consent?.version ?? 1;
    const body = { thread: thread(name), consent: consentId(`consent-${name}`), version, ...more };
    return { by: person(by), type, scope: [thread(name)], body };
  }

  destructionOffer(by: string, name: string, more: object = {}): Offer {
    return this.ofWithdrawn(by, 'destruction-proposal', name, { reason: 'patient-asks', ...more });
  }

  destructionAnswerOffer(by: string, name: string, answer = 'confirmed', more: object = {}): Offer {
    return this.ofWithdrawn(by, 'destruction-answer', name, { answer, ...more });
  }

  shownOffer(by: string, name: string, to: string): Offer {
    const body = { thread: thread(name), person: person(to) };
    return { by: person(by), type: 'picture-shown', scope: [thread(name)], body };
  }

  statementOffer(by: string, name: string, clearance: ClearanceId, scope: readonly ThreadId[] = [side]): Offer {
    const body = { thread: thread(name), clearance, said: 'none-kept' };
    return { by: person(by), type: 'deletion-statement', scope: [...scope], body };
  }

  pictureOffer(name: string, change: object = {}): Offer {
    const consent = {
      id: consentId(`consent-${name}`),
      version: this.room.state.threads.get(thread(name))?.consent?.version ?? 1,
    };
    return this.inThread('alice', 'picture', thread(name), {
      consent,
      objects: objectsOf(name),
      description: blob,
      capture: this.captureNow(),
      ...change,
    });
  }

  picture(name: string, consent: Change<RoomBody<'consent'>> = {}): this {
    this.rotate('alice', thread(name));
    this.room.add(this.consentOffer(name, consent));
    this.room.add(this.pictureOffer(name));
    return this;
  }

  requestOffer(
    names: readonly string[],
    advice: LedgerId | '' = this.advice.id,
    purpose: Purpose = 'direct-care',
  ): Offer {
    const threads = names.map(thread).toSorted();
    return { by: person('alice'), type: 'share-request', scope: threads, body: { advice, threads, purpose } };
  }

  grantOffer(by: string, id: ThreadId, to: string, clearance: ClearanceId | '' = ''): Offer {
    return this.inThread(by, 'grant', id, { recipient: person(to), clearance, blob });
  }
}
