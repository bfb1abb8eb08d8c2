import { adviceRules, type Applied, type Entry, noFacts, roomRules, SERVICE } from '@consilium/domain';
import type { Cases } from './cases';
import type { Offer } from './ledger-builder';
import { gesture, hash, id32, person, T0, thread } from './names';
import { caseThread, clearanceId, defence, hospital, side, world, type World } from './world';

/** A message by Alice in the case thread, with a skeleton an honest client does not write. */
function message(entry: Partial<Entry>): Applied<unknown> {
  const story = world().people().case();
  return story.room.offer({ ...story.messageOffer('alice', caseThread), entry });
}

/** Alice's genesis of a room, with another skeleton. */
function genesis(entry: Partial<Entry>): Applied<unknown> {
  const story = world().people();
  const body = { kind: 'room', nonce: 'A'.repeat(22), org: hospital, thread: caseThread };
  return story.room.offer({ ...story.by('alice', 'genesis', body), entry });
}

function rootOf(entry: Partial<Entry>): Applied<unknown> {
  const story = world();
  return story.register.offer({ ...story.genesisOffer(), entry });
}

/** The same kind of entry in each ledger where it could be misaddressed. */
const inRoom = (type: string, body: object, by = 'alice') => {
  const story = world().people().case();
  return story.room.offer({ ...story.by(by, type, body), scope: [caseThread] });
};
const inPicture = (type: string) => {
  const story = world().requested();
  const offers = {
    consent: story.consentOffer('one'),
    'consent-withdrawal': story.withdrawalOffer('one', 'sharing'),
    picture: story.pictureOffer('one'),
    rotate: story.rotateOffer('alice', thread('one')),
    grant: story.grantOffer('alice', thread('one'), 'bob'),
    message: story.messageOffer('alice', thread('one')),
    opinion: story.opinionOffer('alice', thread('one')),
    addendum: story.inThread('alice', 'addendum', thread('one'), {
      sealed: { hash: hash('x'), size: 1 },
      opinion: 'A'.repeat(22),
    }),
    outcome: story.inThread('alice', 'outcome', thread('one'), {
      sealed: { hash: hash('x'), size: 1 },
      opinion: 'A'.repeat(22),
    }),
    title: story.inThread('alice', 'title', caseThread, { sealed: { hash: hash('x'), size: 1 } }),
    'grant-bad': story.inThread('alice', 'grant-bad', thread('one'), { entry: 'A'.repeat(22) }),
    link: story.linkOffer('alice', thread('one'), 1),
    'share-request': story.requestOffer(['one']),
  };
  return (scope: Entry['scope']) => story.room.offer({ ...offers[type as keyof typeof offers], scope });
};

export const chainCases: Cases<
  | 'wrong-seq' | 'wrong-prev' | 'wrong-ledger' | 'wrong-root' | 'time-fell' | 'rules-fell' | 'rules-unknown' | 'register-unknown'
  | 'register-fell' | 'not-a-beginning' | 'unknown-type' | 'wrong-scope' | 'body-missing' | 'bodies-withheld' | 'service-only-ticks'
  | 'ticks-by-service'
> = {
  'wrong-seq': {
    'an entry that skips a number': () => message({ seq: 5 }),
    'an entry that repeats a number': () => message({ seq: 2 }),
    'a first entry that is not number 0': () => genesis({ seq: 1 }),
    'a register that begins at 1': () => rootOf({ seq: 1 }),
  },
  'wrong-prev': { 'an entry that follows another head': () => message({ prev: hash('other') }) },
  'wrong-ledger': { 'an entry made for another ledger': () => message({ ledger: id32('other') }) },
  'wrong-root': {
    'an entry under another register': () => message({ root: id32('other') }),
    'a room under another register': () => genesis({ root: id32('other') }),
    'a register that names a root': () => rootOf({ root: id32('other') }),
  },
  'time-fell': { 'an entry dated before the head': () => message({ at: 1_799_999_999 }) },
  'rules-fell': { 'an entry judged by older rules': () => message({ rules: 0 }) },
  'rules-unknown': {
    'rules nobody activated': () => message({ rules: 2 }),
    'a room begun under rules nobody activated': () => genesis({ rules: 2 }),
    'a register begun under rules this program does not know': () => rootOf({ rules: 2 }),
  },
  'register-unknown': {
    'a register hash that is not the one of that entry': () => message({ register: { seq: world().people().view.seq, hash: hash('x') } }),
    'a register head other than the one looked up': () => message({ register: { seq: 99, hash: world().people().view.hash } }),
    'a room judged without a register': () => {
      const story = world().people();
      const entry = story.room.entryFor(story.by('alice', 'genesis', {}));
      return roomRules.apply(undefined, entry, {}, { facts: noFacts });
    },
    'a request judged without a register': () => {
      const story = world().people();
      const entry = story.advice.entryFor(story.by('alice', 'genesis', {}));
      return adviceRules.apply(undefined, entry, {}, { facts: noFacts });
    },
    'a register whose first entry has a head before it': () => rootOf({ register: { seq: 0, hash: '' } }),
    'a register whose first entry names a hash before it': () => rootOf({ register: { seq: -1, hash: hash('x') } }),
  },
  'register-fell': { 'an entry citing an older register': () => message({ register: { seq: 0, hash: hash('register-0') } }) },
  'not-a-beginning': {
    'a second genesis': () => inRoom('genesis', { kind: 'room', nonce: 'A'.repeat(22), org: hospital, thread: caseThread }),
    'a first entry with something before it': () => genesis({ prev: hash('x') }),
    'a first entry that names a ledger': () => genesis({ ledger: id32('x') }),
    'a first entry of another type': () => {
      const story = world().people();
      return story.room.offer(story.by('alice', 'reopen', {}));
    },
    'a register begun with something else': () => {
      const story = world();
      const body = { organisation: hospital, name: 'hospital', kind: 'clinical', anchor: '', asOf: -1, signedAt: T0, gesture };
      return story.register.offer(story.by('olga', 'organisation', body));
    },
  },
  'unknown-type': {
    'a type no room has': () => inRoom('constructor', {}),
    'a type no request has': () => {
      const story = world().people().asked();
      return story.advice.offer(story.by('alice', 'message', {}));
    },
    'a type the register does not have': () => {
      const story = world().people();
      return story.register.offer(story.by('olga', 'tick', {}));
    },
  },
  'wrong-scope': {
    'a room opened for one thread': () => genesis({ scope: [caseThread] }),
    'a register begun for one thread': () => rootOf({ scope: [caseThread] }),
    'a register entry for one thread': () => {
      const story = world().people();
      return story.register.offer({ ...story.credentialOffer('dora'), scope: [caseThread] });
    },
    'an invitation said to one thread': () => inRoom('invite', { person: person('carol') }),
    'a hand-over said to one thread': () => inRoom('owner', { person: person('bob') }),
    'a closing said to one thread': () => inRoom('close', { outcome: 'referred' }),
    'an opening said to one thread': () => inRoom('reopen', {}),
    'a tick said to one thread': () => {
      const story = world().people().case();
      return story.room.offer({ by: SERVICE, type: 'tick', scope: [caseThread] });
    },
    ...Object.fromEntries(
      ['consent', 'consent-withdrawal', 'picture', 'rotate', 'grant', 'message', 'opinion', 'addendum', 'outcome', 'title', 'grant-bad', 'link', 'share-request'].flatMap((type) => [
        [`${type} said to the whole room`, () => inPicture(type)('room')],
        [`${type} said to a second thread`, () => inPicture(type)([thread('one'), thread('two')].toSorted())],
      ]),
    ),
    'a message said to another thread': () => inPicture('message')([thread('two')]),
    'an admission without its side thread': () => {
      const story = world().requested();
      return story.room.offer({ ...story.admitOffer(), scope: [thread('one'), thread('two')] });
    },
    'an admission that reaches a third picture': () => {
      const story = world().requested();
      return story.room.offer({ ...story.admitOffer(), scope: [thread('one'), side, thread('three'), thread('two')].toSorted() });
    },
    'an admission that leaves a picture out': () => {
      const story = world().requested();
      return story.room.offer({ ...story.admitOffer(), scope: [thread('one'), side] });
    },
    'an admission said to the whole room': () => {
      const story = world().requested();
      return story.room.offer({ ...story.admitOffer(), scope: 'room' });
    },
    'an acceptance said to the whole room': () => {
      const story = world().admitted();
      return story.room.offer({ ...story.acceptOffer(), scope: 'room' });
    },
    'a statement said to the picture': () => {
      const story = world().accepted();
      story.room.add(story.withdrawalOffer('one', 'sharing'));
      return story.room.offer(story.statementOffer('xavier', 'one', clearanceId, [thread('one')]));
    },
    'the removal of an outside colleague said to one thread': () => {
      const story = world().accepted();
      return story.room.offer(story.removeOffer('alice', 'xavier', [side]));
    },
    'a request begun for one thread': () => adviceForOneThread(),
    ...Object.fromEntries(
      ['rotate', 'dossier', 'submit', 'assign', 'give-back', 'question', 'decision', 'withdraw', 'revoke', 'tick'].map((type) => [
        `a request's ${type} said to others`,
        () => {
          const story = world().people().asked();
          const offer = misaddressedInAdvice[type]?.(story);
          return offer === undefined ? { ok: true, state: undefined } : story.advice.offer(offer);
        },
      ]),
    ),
  },
  'body-missing': {
    'a room whose beginning is withheld': () => {
      const story = world().people();
      const body = { kind: 'room', nonce: 'A'.repeat(22), org: hospital, thread: caseThread };
      return story.room.offer({ ...story.by('alice', 'genesis', body), withheld: true });
    },
    'an entry to the whole room that is withheld': () => {
      const story = world().people().case();
      return story.room.offer({ ...story.by('alice', 'invite', { person: person('carol') }), withheld: true });
    },
    'a register entry that is withheld': () => {
      const story = world().people();
      return story.register.offer({ ...story.credentialOffer('dora'), withheld: true });
    },
    'a register whose beginning is withheld': () => {
      const story = world();
      return story.register.offer({ ...story.genesisOffer(), withheld: true });
    },
  },
  'bodies-withheld': {
    'a message in a thread of which something was withheld': () => withheldThen('message'),
    'new keys for a thread of which something was withheld': () => withheldThen('rotate'),
    'first keys for a thread whose first keys were withheld': () => {
      const story = world().people().case();
      const offer = story.rotateOffer('alice', thread('one'));
      story.room.add({ ...offer, withheld: true });
      return story.room.offer(offer);
    },
  },
  'service-only-ticks': {
    'a message by the service': () => {
      const story = world().people().case();
      return story.room.offer({ ...story.messageOffer('alice', caseThread), by: SERVICE });
    },
  },
  'ticks-by-service': {
    'a tick by a member': () => inRoom('tick', {}),
    'a tick by the requester': () => {
      const story = world().people().asked();
      return story.advice.offer(story.by('alice', 'tick', {}));
    },
  },
}; // prettier-ignore

function withheldThen(type: 'message' | 'rotate'): Applied<unknown> {
  const story = world().people().case().picture('one');
  story.room.add({ ...story.messageOffer('bob', thread('one')), withheld: true });
  const offer =
    type === 'message' ? story.messageOffer('alice', thread('one')) : story.rotateOffer('alice', thread('one'));
  return story.room.offer(offer);
}

const dossierThread = [thread('dossier')];
/** Each of a request's entries, right in everything but its scope. */
const misaddressedInAdvice: Readonly<Record<string, (story: World) => Offer>> = {
  rotate: (story) => ({ ...story.adviceRotateOffer('alice'), scope: 'room' }),
  tick: () => ({ by: SERVICE, type: 'tick', scope: dossierThread }),
  withdraw: (story) => ({ ...story.by('alice', 'withdraw', {}), scope: dossierThread }),
  dossier: (story) => ({ ...story.dossierOffer(), scope: 'room' }),
  submit: (story) => {
    story.advice.add(story.dossierOffer());
    return { ...story.by('alice', 'submit', { dossier: story.advice.state.dossier?.hash }), scope: dossierThread };
  },
  assign: (story) => {
    story.advice.add(story.dossierOffer());
    story.advice.add(story.by('alice', 'submit', { dossier: story.advice.state.dossier?.hash }));
    return { ...story.assignOffer('vera'), scope: dossierThread };
  },
  'give-back': (story) => ({ ...story.assigned().giveBackOffer('vera'), scope: dossierThread }),
  question: (story) => ({ ...story.assigned().inDossier('vera', 'question'), scope: 'room' }),
  decision: (story) => ({ ...story.assigned().decisionOffer('vera'), scope: dossierThread }),
  revoke: (story) => {
    story.assigned().advice.add(story.decisionOffer('vera'));
    return { ...story.by('alice', 'revoke', {}), scope: dossierThread };
  },
};

function adviceForOneThread(): Applied<unknown> {
  const story = world().people().orgKey();
  const body = { kind: 'advice', nonce: 'A'.repeat(22), org: defence, room: id32('room'), thread: thread('dossier') };
  return story.advice.offer({ ...story.by('alice', 'genesis', body), scope: dossierThread });
}
