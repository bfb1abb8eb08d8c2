import {
  advisersOf,
  isSameRecipient,
  newest,
  recipientNow,
  type OrganisationId,
  type Person,
  type Statement,
} from '@consilium/domain';
import type { Offer } from '../domain/ledger-builder';
import { backTo, blob, day, hash, organisation, person, statedBy, statedByDoctor, T0 } from '../domain/names';
import { said } from '../domain/organisation-cases';
import { lostOffer } from '../domain/restore-cases';
import { clinic, defence, guild, hospital, rival } from '../domain/world';
import { cast } from './base';
import { decisionIn, type Decided } from './advice-commands';
import { type Command, type Scene } from './command';
import { nameOf } from './keys';

const register = (name: string, command: Omit<Command, 'name' | 'kind'>): Command => ({
  ...{ name: `register ${name}`, kind: 'register' },
  ...command,
});

const officers = (): readonly string[] => cast.officers;
const advisers = (): readonly string[] => cast.advisers;
const leads = ({ story }: Scene): readonly string[] =>
  (story.view.organisation(hospital)?.offices ?? []).map((held) => nameOf(held.person));
const serving = ({ story }: Scene): readonly string[] =>
  story.view.people().flatMap(({ id, advises }) => (advises === '' ? [] : [nameOf(id)]));
const known = ({ story }: Scene): readonly string[] => story.view.people().map(({ id }) => nameOf(id));
const places = [hospital, clinic, defence, rival, guild] as const;

const someone = (scene: Scene): string => scene.lot.of(known(scene), 'who') ?? 'bob';

/** Whose adviser this is, or would be. */
const placeOf = ({ story }: Scene, name: string): OrganisationId => {
  const { organisation: at = '' } = story.view.person(person(name)) ?? {};
  return at === '' ? defence : at;
};

/** What a newcomer says of themselves. */
const statedByNewcomer: Readonly<Record<string, Statement>> = {
  dora: { ...statedByDoctor('dora'), organisation: hospital },
  daniel: { ...statedByDoctor('daniel'), organisation: hospital },
  wim: statedBy('wim', 'adviser', defence),
  greta: statedBy('greta', 'adviser', guild),
};

/** The same again of whoever is known already, or of another place. */
function statedAgain(name: string, { role, organisation: at, defence: of }: Person, { lot }: Scene): Statement {
  if (role !== 'clinician') return statedBy(name, role, at);
  const isOfAnother = lot.once(3);
  const places = { organisation: lot.of([hospital, clinic]) ?? hospital, defence: lot.of([defence, rival]) ?? defence };
  return { ...statedByDoctor(name), ...(isOfAnother ? places : { organisation: at, defence: of }) };
}

/** A newcomer of some kind, or somebody the register knows, again. */
function credentialOffer(scene: Scene, by: string): Offer {
  const { story, lot } = scene;
  const drawn = lot.once(3) ? known(scene) : [...cast.newcomers, 'dora', 'daniel', 'greta'];
  const name = lot.of(drawn, 'who') ?? 'dora';
  const before = story.view.person(person(name));
  const newcomer = statedByNewcomer[name] ?? statedByDoctor(name);
  const states = before === undefined ? newcomer : statedAgain(name, before, scene);
  const set = setOf(story, name, before, states);
  const held = story.keys.join(name, set, story.root, states);
  // Who renews has to say the same passkeys; an older statement is none.
  const join = { ...held, join: { ...held.join, at: Math.max(T0, before?.statedAt ?? 0) } };
  const expires = T0 + (lot.once(4) ? 2 : 365) * day;
  return { ...story.credentialOffer(name, { expires }, join), by: person(by) };
}

/** Which of their sets of keys somebody holds; the first, where they hold none. */
function setOf({ keys, root }: Scene['story'], name: string, before: Person | undefined, states: Statement): number {
  return [0, 1, 2, 3, 4].find((each) => keys.join(name, each, root, states).kid === before?.kid) ?? 0;
}

/** The next set of keys that nobody was ever given. */
function unusedSet({ story }: Scene, name: string): number {
  const taken = [0, 1, 2, 3, 4].map((set) => story.register.state.kids.has(story.keys.join(name, set, story.root, statedByDoctor(name)).kid));
  const free = taken.indexOf(false);
  return free === -1 ? 1 : free;
} // prettier-ignore

function waiting({ story, lot }: Scene): { readonly proposed: string; readonly bodyHash: string } {
  const entry = lot.of([...story.register.state.proposed.values()])?.entry;
  return { proposed: entry?.id ?? 'nothing______________A', bodyHash: entry?.bodyHash ?? hash('nothing') };
}

const decisions = ({ advices, kept }: Scene): readonly Decided[] => advices.flatMap((id) => decisionIn(kept(id)) ?? []);
const aboutOf = ({ clearance: { id, org }, hash: of }: Decided) => ({ clearance: id, hash: of, organisation: org });

/** Whether the colleague whom a decision lets in has other keys now than it names, or an adviser confirmed. */
function waitsForKeys({ view }: Scene['story'], { clearance, hash: of }: Decided): boolean {
  const colleague = view.person(clearance.recipient.person);
  return colleague !== undefined && !isSameRecipient(recipientNow(clearance, of, view), colleague);
}

const people: readonly Command[] = [
  register('credential', { weight: 6, by: officers, make: credentialOffer }),
  register('status', {
    weight: 7,
    by: officers,
    make: (scene, by) => {
      const down = scene.story.view.people().filter(({ status }) => status !== 'good').map(({ id }) => nameOf(id));
      const who = down.length > 0 && scene.lot.once(2) ? (scene.lot.of(down) ?? 'bob') : someone(scene);
      const now = scene.story.view.person(person(who))?.status;
      const status = now === 'good' ? scene.lot.of(['suspended', 'suspended', 'ended', 'good'], 'what') : scene.lot.of(['good', 'good', 'ended']);
      return scene.story.by(by, 'status', { person: person(who), status, source: 'officer', checkedAt: T0 });
    },
  }),
  register('appointment', {
    weight: 4,
    by: officers,
    make: (scene, by) => {
      const who = scene.lot.of([...cast.advisers, 'wim', 'greta']) ?? 'vera';
      const { appointed = '' } = scene.story.view.person(person(who)) ?? {};
      const state = (appointed === '') === !scene.lot.once(4) ? 'begun' : 'ended';
      return scene.story.by(by, 'appointment', { person: person(who), organisation: placeOf(scene, who), state });
    },
  }),
  register('membership', {
    weight: 6,
    by: serving,
    make: (scene, by) => {
      const of = placeOf(scene, by);
      const lacking = scene.story.view.people().filter(({ role, appointed, advises, defence: says, memberOf }) => role === 'adviser' ? appointed === of && advises === '' : says === of && memberOf === '');
      const found = scene.lot.of(lacking);
      if (found !== undefined) return scene.story.by(by, 'membership', { person: found.id, organisation: of, state: 'confirmed' });
      return scene.story.membershipOffer(by, someone(scene), of, scene.lot.once(3) ? 'ended' : 'confirmed');
    },
  }),
  register('anchored', {
    weight: 3,
    by: officers,
    make: (scene, by) => ({ ...scene.story.anchoredOffer(scene.lot.of(['greta', 'greta', 'wim']) ?? 'greta'), by: person(by) }),
  }),
]; // prettier-ignore

const ownKeys: readonly Command[] = [
  register('passkeys', {
    weight: 3,
    by: known,
    make: (scene, by) => {
      const { story, lot } = scene;
      const held = (story.view.person(person(by))?.passkeys ?? []).map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));
      const added = story.keys.join(by, unusedSet(scene, by), story.root, statedByDoctor(by)).join.passkeys;
      const isNew = added.every(({ credential }) => held.every((each) => each.credential !== credential));
      const passkeys = held.length > 1 && lot.once(2) ? held.slice(0, 1) : [...held, ...(isNew ? added : [])];
      const { gesture: _, asOf: __, signedAt: ___, ...body } = story.passkeysOffer(by, { passkeys }).body as Record<string, unknown>;
      const offer = story.by(by, 'passkeys', body);
      return lot.once(3) ? { ...offer, facts: { act: { by: 'words' as const } } } : offer;
    },
  }),
  register('key-change', {
    weight: 3,
    by: known,
    make: (scene, by) => {
      const made = scene.story.keys.join(by, unusedSet(scene, by), scene.story.root, statedByDoctor(by));
      return scene.story.keyChangeOffer(by, made, (scene.story.view.person(person(by))?.keyring ?? 1) + 1);
    },
  }),
  register('key-replacement', {
    weight: 4,
    by: officers,
    make: (scene, by) => {
      const who = scene.lot.of([...cast.hospital, ...cast.clinic, 'vera', 'omar'], 'who') ?? 'bob';
      const made = scene.story.keys.join(who, unusedSet(scene, who), scene.story.root, statedByDoctor(who));
      return { ...scene.story.replacementOffer(who, made), by: person(by) };
    },
  }),
]; // prettier-ignore

const organisationKey: readonly Command[] = [
  register('org-key', {
    weight: 6,
    by: advisers,
    make: (scene, by) => {
      const of = placeOf(scene, by);
      const gen = scene.story.view.orgKey(of)?.gen ?? 0;
      const skips = gen > 0 && scene.lot.once(4);
      return scene.story.orgKeyOffer(by, skips ? { back: backTo(gen - 1) } : {}, of);
    },
  }),
  register('grant', {
    weight: 3,
    by: advisers,
    make: (scene, by) => {
      const { story, lot } = scene;
      const of = placeOf(scene, by);
      const key = story.view.orgKey(of);
      const all = advisersOf(story.view, of, story.now);
      const lacking = all.filter((each) => key?.holders.includes(each) !== true);
      const recipient = lot.of(lacking.length > 0 ? lacking : all) ?? person('walt');
      return story.by(by, 'grant', { thread: of, gen: key?.gen ?? 1, recipient, blob });
    },
  }),
  register('grant-bad', { weight: 3, by: advisers, make: (scene, by) => scene.story.badKeyOffer(by, scene.lot.once(3) ? 1 : undefined) }),
  register('link', {
    weight: 3,
    by: advisers,
    make: ({ story, lot }, by) => {
      const gen = story.view.orgKey(defence)?.gen ?? 1;
      return story.keyLinkOffer(by, lot.of(Array.from({ length: gen }, (_, index) => Math.max(1, index))) ?? 1);
    },
  }),
  register('clearance-status', {
    weight: 5,
    by: advisers,
    make: (scene, by) => {
      const decided = scene.lot.of(decisions(scene));
      if (decided === undefined) return undefined;
      const status = scene.lot.of(['suspended', 'reinstated', 'ended', 'suspended'] as const);
      return scene.story.by(by, 'clearance-status', { ...aboutOf(decided), status });
    },
  }),
  register('clearance-rekey', {
    weight: 4,
    by: advisers,
    make: (scene, by) => {
      const { story, lot } = scene;
      const all = decisions(scene);
      const decided = lot.of(all.filter((each) => waitsForKeys(story, each))) ?? lot.of(all);
      return decided && story.rekeyOffer(nameOf(decided.clearance.recipient.person), by, aboutOf(decided));
    },
  }),
]; // prettier-ignore

const rulesAndOrganisations: readonly Command[] = [
  register('rules-version', {
    weight: 2,
    by: officers,
    make: ({ story }, by) => story.by(by, 'rules-version', { version: (newest(story.register.state.activated) ?? 1) + 1 }),
  }),
  register('restore', {
    weight: 3,
    by: officers,
    make: ({ story, lot, kept }, by) => {
      const { root, head } = story.register.state;
      const room = story.hasRoom ? story.room.id : root;
      const ledger = lot.of([root, room]) ?? root;
      const had = ledger === root ? head : (kept(ledger)?.replica.head ?? head);
      return lostOffer(story, by, { ledger, kept: had, lost: { seq: had.seq + 5, hash: hash('lost') } });
    },
  }),
  register('confirm', { weight: 10, by: officers, make: (scene, by) => scene.story.by(by, 'confirm', waiting(scene)) }),
  register('decline', { weight: 2, by: officers, make: (scene, by) => scene.story.by(by, 'decline', waiting(scene)) }),
  register('organisation', {
    weight: 2,
    by: officers,
    make: ({ story, lot }, by) => story.by(by, 'organisation', { organisation: organisation(lot.of(['new', 'newer', 'newest']) ?? 'new'), name: 'New', kind: 'clinical', anchor: '' }),
  }),
  register('organisation-name', {
    weight: 2,
    by: officers,
    make: ({ story, lot }, by) => ({ ...said.name(story, lot.of(['one', 'other']), lot.of(places)), by: person(by) }),
  }),
  register('organisation-status', {
    weight: 2,
    by: officers,
    make: ({ story, lot }, by) => ({ ...said.status(story, lot.of([rival, rival, guild, defence, clinic]), lot.of(['retired', 'good', 'good'])), by: person(by) }),
  }),
  register('office', {
    weight: 3,
    by: officers,
    make: ({ story, lot }, by) => {
      const who = lot.of(cast.hospital, 'who') ?? 'alice';
      const held = lot.of(['lead', 'lead', 'caldicott-guardian'] as const, 'office');
      return { ...said.office(story, who, held, lot.of(['begun', 'begun', 'ended'])), by: person(by) };
    },
  }),
  register('contacts', {
    weight: 3,
    by: (scene) => [...leads(scene), ...serving(scene)],
    make: (scene, by) => scene.story.by(by, 'contacts', { organisation: placeOf(scene, by), contacts: [{ kind: 'on-call', reach: scene.lot.of(['1', '2', '3']) }] }),
  }),
  register('policy', {
    weight: 3,
    by: leads,
    make: (scene, by) => {
      if (scene.lot.once(2)) {
        const newest = scene.story.view.organisation(hospital)?.policies.capture?.version ?? 0;
        const mode = scene.lot.of(['personal-device', 'managed-device', 'personal-device', 'medical-photography'] as const) ?? 'personal-device';
        return said.capture(scene.story, by, mode, newest + 1);
      }
      const version = (scene.story.view.organisation(hospital)?.policies.leads?.version ?? 0) + 1;
      return said.policy(scene.story, by, version);
    },
  }),
  register('team', {
    weight: 3,
    by: leads,
    make: ({ story, lot }, by) => {
      const members = lot.of([['alice'], ['bob', 'alice'], ['carol'], []], 'members') ?? [];
      const [name, team] = [lot.of(['Skin', 'Night'] as const), lot.of(['one', 'one', 'two'] as const)];
      return { ...said.team(story, 'alice', members, name, team), by: person(by) };
    },
  }),
]; // prettier-ignore

export const registerCommands: readonly Command[] = [
  ...people,
  ...ownKeys,
  ...organisationKey,
  ...rulesAndOrganisations,
];
