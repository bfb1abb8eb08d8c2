import {
  anchor,
  atLength,
  day,
  defence,
  guild,
  hospital,
  joinFor,
  numberOf,
  type Offer,
  organisation,
  person,
  rival,
  staffOf,
  statedBy,
  statedByDoctor,
  T0,
  type World,
  world,
} from '@consilium/testkit/domain';
import fc from 'fast-check';
import type { Facts } from '../facts';
import type { OrganisationId, PersonId } from '../kernel/ids';
import type { Person, RegisterState } from './state';
import { isActiveAdviser, newest, newestView } from './view';

/**
 * A register for real use: officers Olga and Omar, advisers Vera and Walt of the defence organisation, Una of its rival. What
 * crooked people write is drawn by lot and tried; what stands stands. What must never be is worked out here from who was let
 * in by whom, apart from the rules under test.
 */
const newcomers = ['dora', 'daniel'] as const;
const known = ['alice', 'vera', 'walt', 'una', 'omar'] as const;
const runs = atLength(200);
/** Who changes no keys of their own in a run. */
const honest = ['vera', 'walt', 'una', 'omar'] as const;
/** So many tries in one run: what takes three people in a row is met often enough. */
const many = { minLength: 30, maxLength: 40 };
const anyName = fc.constantFrom(...known, ...newcomers);
const anyOrganisation = fc.constantFrom(defence, defence, rival, rival, guild);

/** Somebody crooked tries something; undefined where it needs what is not there. */
type Step = (story: World, by: string) => Offer | undefined;

const doctor = (name: string, at: OrganisationId, of: OrganisationId | '') => ({
  ...{ ...statedByDoctor(name), organisation: at, defence: of },
});
const adviserWithNumber = (name: string, at: OrganisationId) => ({
  ...{ ...statedBy(name, 'adviser', at), profession: 'doctor' as const, staff: '' },
  register: [{ body: 'GMC' as const, number: numberOf(name) }],
});

/** Every person signs whatever the crooked want them to sign of themselves. */
const anyStatement = (name: string) =>
  fc.oneof(
    fc.constantFrom(defence, defence, rival).map((of) => doctor(name, hospital, of)),
    fc.constantFrom(defence, rival, guild, organisation('sham')).map((at) => statedBy(name, 'adviser', at)),
    fc.constantFrom(defence, rival).map((at) => adviserWithNumber(name, at)),
    fc.constantFrom(...known, name).map((other) => ({ ...statedBy(name, 'officer'), staff: staffOf(other) })),
  ); // prettier-ignore

/** One of those whom their organisation has not confirmed, and where. */
const unconfirmed = (
  story: World,
  at: number,
): { readonly person: PersonId; readonly organisation: string } | undefined => {
  const all = peopleOf(story.register.state).flatMap(({ id, role, appointed, advises, defence: says, memberOf }) => {
    const [said, counts] = role === 'adviser' ? [appointed, advises] : [says, memberOf];
    return said === '' || said === counts ? [] : [{ person: id, organisation: said }];
  });
  return all[at % Math.max(all.length, 1)];
};

const waiting = (story: World, at: number) => {
  const all = [...story.register.state.proposed.values()];
  return all[at % Math.max(all.length, 1)]?.entry;
};

/** What is handed over as the anchor's word about one of them: `facts` as the ledger library found them. */
const anchoredStep = (facts: Facts): fc.Arbitrary<Step> =>
  fc.nat(5).map((at) => (story, by) => {
    const found = unconfirmed(story, at);
    const name = [...known, ...newcomers].find((each) => person(each) === found?.person);
    return name && { ...story.anchoredOffer(name, guild, facts), by: person(by) };
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: anyName.chain((who) => anyStatement(who).map((said): Step => (story, by) => ({ ...story.credentialOffer(who, said), by: person(by) }))) },
  { weight: 8, arbitrary: fc.tuple(fc.nat(5), fc.constantFrom('confirm', 'confirm', 'confirm', 'decline')).map(([at, type]): Step => (story, by) => {
    const entry = waiting(story, at);
    return entry && story.by(by, type, { proposed: entry.id, bodyHash: entry.bodyHash });
  }) },
  { weight: 5, arbitrary: fc.tuple(anyName, anyOrganisation, fc.constantFrom('confirmed', 'confirmed', 'ended')).map(([who, of, state]): Step => (story, by) =>
    story.by(by, 'membership', { person: person(who), organisation: of, state })) },
  { weight: 6, arbitrary: fc.tuple(fc.nat(5), fc.constantFrom('own', 'own', 'defence', 'rival')).map(([at, where]): Step => (story, by) => {
    const found = unconfirmed(story, at);
    return found && story.by(by, 'membership', { ...found, state: 'confirmed', ...(where === 'own' ? {} : { organisation: organisation(where) }) });
  }) },
  { weight: 3, arbitrary: fc.tuple(anyName, fc.constantFrom('good', 'good', 'suspended', 'ended')).map(([who, status]): Step => (story, by) =>
    story.by(by, 'status', { person: person(who), status, source: 'lot', checkedAt: T0 })) },
  { weight: 3, arbitrary: fc.tuple(anyName, anyOrganisation, fc.constantFrom('begun', 'ended')).map(([who, of, state]): Step => (story, by) =>
    story.by(by, 'appointment', { person: person(who), organisation: of, state })) },
  fc.constant<Step>((story, by) =>
    story.by(by, 'organisation', { organisation: organisation('sham'), name: 'sham', kind: 'defence', anchor: '' })),
  fc.constant<Step>((story, by) => story.by(by, 'rules-version', { version: 2 })),
  { weight: 3, arbitrary: anyName.map((who): Step => (story, by) => ({ ...story.replacementOffer(who, joinFor(who, story.root, `${who}${String(story.view.seq)}`)), by: person(by) })) },
  fc.tuple(anyOrganisation, fc.constantFrom('retired', 'good')).map(([of, status]): Step => (story, by) =>
    story.by(by, 'organisation-status', { organisation: of, status })),
  fc.tuple(anyName, fc.constantFrom('begun', 'ended')).map(([who, state]): Step => (story, by) =>
    story.by(by, 'office', { organisation: hospital, person: person(who), office: 'lead', state })),
  { weight: 2, arbitrary: anchoredStep({}) },
  anyName.map((who): Step => (story, by) => ({ ...story.keyChangeOffer(who, joinFor(who, story.root, `${who}${String(story.view.seq)}`)), by: person(by) })),
  fc.constantFrom(defence, rival).map((of): Step => (story, by) => story.orgKeyOffer(by, {}, of)),
  fc.integer({ min: 0, max: 9 * day }).map((seconds): Step => (story) => {
    story.now += seconds;
    return undefined;
  }),
); // prettier-ignore

/** Offered as it is, and as confirmed by the author's own passkey; what stands is added. */
function attempt(story: World, offer: Offer | undefined): void {
  if (offer === undefined) return;
  const before = story.register.state;
  if (story.register.offer(offer).ok) story.register.add(offer);
  else expect(story.register.state).toBe(before);
}

const peopleOf = (state: RegisterState): readonly Person[] =>
  [...state.people.values()].flatMap((history) => newest(history) ?? []);

const serves = (each: Person, now: number): boolean => each.advises !== '' && isActiveAdviser(each, each.advises, now);

/** Whom these people gain by: everything that is power, by name. */
function powers({ register: { state }, now }: World): readonly string[] {
  const of = peopleOf(state);
  return [
    ...of.filter(({ role, status }) => role === 'officer' && status === 'good').map(({ id }) => `officer ${id}`),
    ...of.filter((each) => serves(each, now)).map(({ id, advises }) => `${id} advises ${advises}`),
    ...of.filter(({ memberOf }) => memberOf !== '').map(({ id, memberOf }) => `${id} of ${memberOf}`),
    ...of.filter(({ id, defence: says }) => says !== '' && isFounding(id)).map(({ id, defence: says }) => `${id} moved to ${says}`),
    ...newestView(state).organisations().filter(({ status }) => status === 'good').map(({ id, name }) => `organisation ${id} ${name}`),
    ...newestView(state).organisations().flatMap(({ id, offices }) => offices.map((held) => `${held.person} ${held.office} of ${id}`)),
    ...of.filter(({ id }) => honest.some((name) => person(name) === id)).map(({ id, kid }) => `${id} has ${kid}`),
    ...state.activated.map(({ value }) => `rules ${String(value)}`),
    ...[...state.orgKeys].flatMap(([id, history]) => (newest(history)?.sealedTo ?? []).map((each) => `${each.person} reads ${id}`)),
  ];
} // prettier-ignore

const isFounding = (id: PersonId): boolean => known.some((name) => person(name) === id);

const gained = (before: readonly string[], after: readonly string[]): readonly string[] =>
  after.filter((each) => !before.includes(each));

/** The people of the story, with the keys of both organisations made; and the guild, which has an anchor and nobody else. */
const begun = (): World => {
  const story = world().people('production').withGuild().orgKey();
  story.register.add(story.orgKeyOffer('una', {}, rival));
  return story;
};

test('one crooked officer, whatever clinicians they let in and whoever signs for them, gains no power and gives none', () => {
  const crooked = ['olga', 'alice', ...newcomers] as const;
  const steps = fc.array(fc.tuple(fc.constantFrom('olga', 'olga', 'olga', ...crooked), step), many);
  fc.assert(
    fc.property(steps, (tried) => {
      const story = begun();
      for (const [by, make] of tried) {
        const before = powers(story);
        attempt(story, make(story, by));
        expect(gained(before, powers(story))).toEqual([]);
      }
    }),
    { numRuns: runs },
  );
});

test('two crooked officers and a crooked adviser of another organisation let nobody into one that has an adviser left', () => {
  const crooked = ['olga', 'omar', 'una', ...newcomers] as const;
  const steps = fc.array(fc.tuple(fc.constantFrom('olga', 'omar', 'una', ...crooked), step), many);
  // Who could end every honest adviser would begin the organisation anew: here they leave one of them.
  const isAboutWalt = ({ type, body }: Offer): boolean => {
    const about = body as { readonly person?: PersonId; readonly organisation?: OrganisationId };
    return about.person === person('walt') || (type === 'organisation-status' && about.organisation === defence);
  };
  fc.assert(
    fc.property(steps, (tried) => {
      const story = begun();
      const before = powers(story);
      for (const [by, make] of tried) {
        const offer = make(story, by);
        if (offer !== undefined && !isAboutWalt(offer)) attempt(story, offer);
        // Two officers may say whom a clinician belongs to; it counts for nothing.
        const here = gained(before, powers(story)).filter((each) => each.endsWith(defence));
        expect(here.filter((each) => !each.includes('moved to'))).toEqual([]);
      }
    }),
    { numRuns: runs },
  );
});

test('two crooked officers begin nobody at an organisation with an anchor that they do not have', () => {
  const crooked = ['olga', 'omar'] as const;
  const steps = fc.array(fc.tuple(fc.constantFrom('olga', 'omar', ...crooked, 'una', ...newcomers), step), many);
  fc.assert(
    fc.property(steps, (tried) => {
      const story = begun();
      for (const [by, make] of tried) attempt(story, make(story, by));
      expect(peopleOf(story.register.state).filter(({ advises }) => advises === guild)).toEqual([]);
    }),
    { numRuns: runs },
  );
});

test('whoever serves was let in by two different officers, and by an adviser who served where one did', () => {
  const everybody = ['olga', ...known, ...newcomers] as const;
  const often = ['olga', 'olga', 'omar', 'omar', 'vera', 'una'] as const;
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom(...often, ...everybody),
      fc.oneof({ weight: 20, arbitrary: step }, { weight: 1, arbitrary: anchoredStep({ anchored: anchor }) }),
    ),
    many,
  );
  fc.assert(
    fc.property(steps, (tried) => {
      const story = begun();
      for (const [by, make] of tried) {
        const offer = make(story, by);
        const { state } = story.register;
        const proposer = waitingFor(story, offer)?.by;
        const serving = peopleOf(state).filter((each) => serves(each, story.now));
        attempt(story, offer);
        if (story.register.state === state || offer === undefined) continue;
        for (const after of peopleOf(story.register.state)) {
          wasAppointedByTwo(state, after, [proposer, offer.by]);
          wasConfirmedWithin(state, after, offer, serving);
        }
      }
    }),
    { numRuns: runs },
  );
});

/** The officers' part of an appointment: who proposed it and who confirmed it, which are two. */
function wasAppointedByTwo(before: RegisterState, after: Person, by: readonly (PersonId | undefined)[]): void {
  if (after.appointed === '' || newest(before.people.get(after.id))?.appointed === after.appointed) return;
  expect(new Set(by).size).toBe(2);
  for (const one of by) expect(one && newest(before.people.get(one))?.role).toBe('officer');
}

/** The organisation's part: one who served says so; where nobody did, its anchor, if it has one. */
function wasConfirmedWithin(
  before: RegisterState,
  after: Person,
  { type, by }: Offer,
  serving: readonly Person[],
): void {
  if (after.advises === '' || newest(before.people.get(after.id))?.advises === after.advises) return;
  const others = serving.filter(({ advises }) => advises === after.advises).map(({ id }) => id);
  if (others.length > 0) expect([type, others.includes(by)]).toEqual(['membership', true]);
  else if (after.advises === guild) expect(type).toBe('anchored');
}

/** The entry that a confirmation is about. */
function waitingFor({ register: { state } }: World, offer: Offer | undefined) {
  if (offer?.type !== 'confirm') return undefined;
  return state.proposed.get((offer.body as { readonly proposed: never }).proposed)?.entry;
}
