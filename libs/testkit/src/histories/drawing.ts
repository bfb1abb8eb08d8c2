import fc from 'fast-check';
import { thread } from '../domain/names';
import { commands, type History, type Step } from './history';

/** What happens beside entries of a command's own, and how often. */
const around: readonly (readonly [action: string, weight: number])[] = [
  ['time passes', 14],
  ['the clock jumps ahead', 4],
  ['the clock jumps back', 4],
  ['somebody reads', 18],
  ['the service ticks', 10],
  ['a room is opened', 3],
  ['advice is asked for', 4],
];

export const actions: readonly string[] = [...commands.map(({ name }) => name), ...around.map(([action]) => action)];

const action = fc.oneof(
  ...commands.map(({ name, weight }) => ({ weight, arbitrary: fc.constant(name) })),
  ...around.map(([name, weight]) => ({ weight, arbitrary: fc.constant(name) })),
);

const step: fc.Arbitrary<Step> = fc.record({
  action,
  author: fc.nat(999),
  place: fc.nat(5),
  how: fc.nat(999),
  lots: fc.array(fc.nat(999), { minLength: 4, maxLength: 4 }),
});

const told = (action: string, wants: Readonly<Record<string, string>>, lot = 0): Step => ({
  ...{ action, author: 0, place: 0, how: 0, lots: [lot, 0, 0, 0], wants },
});

const by = (name: string, more: Readonly<Record<string, string>> = {}) => ({ by: name, ...more });
const aPicture = (what: string, flags: string): readonly Step[] => [
  told('room begin a thread', by('alice', { what })),
  told('room consent', by('alice', { authority: 'signed', flags })),
  told('room picture', by('alice', { device: 'managed', source: 'sent-by-patient' })),
];
const inThread = (name: string, what: string): Readonly<Record<string, string>> => by(name, { thread: thread(what) });

/** By somebody who does not obey, named after nothing that the register said since. */
const passingOver = (name: string): Step => told('room message', by(name, { spoil: 'the oldest register head' }));

/** What seldom comes about by lot alone, since each step needs the one before. */
const turns: readonly (readonly Step[])[] = [
  [told('room grant-bad', inThread('bob', 'one')), told('room restart', by('bob'))],
  [told('room grant-bad', inThread('bob', 'one')), told('room rewrap', by('alice'))],
  [
    told('register key-replacement', by('olga', { who: 'bob' })),
    told('register confirm', by('omar')),
    told('room known-again', by('alice')),
  ],
  [told('register credential', by('olga', { who: 'wim' })), told('register confirm', by('omar'))],
  [told('register membership', by('vera')), told('register grant', by('vera'))],
  [told('room opinion', by('bob')), told('room addendum', by('bob')), told('room outcome', by('alice'))],
  [told('room consent-withdrawal', by('bob')), told('room consent-again', by('alice'))],
  [told('room consent-withdrawal', by('bob')), told('room deletion-statement', by('xavier'))],
  [
    told('register office', by('olga', { who: 'bob', office: 'caldicott-guardian' })),
    told('register confirm', by('omar')),
    told('room consent-withdrawal', by('bob', { what: 'capture' })),
    told('room destruction-proposal', by('alice')),
    told('room picture-shown', by('alice')),
    told('room destruction-answer', by('bob')),
  ],
  [told('room close', by('alice')), told('room reopen', by('alice'))],
  [told('advice question', by('vera')), told('advice answer', by('alice'))],
  [told('room change readers', by('alice'))],
  [told('register key-change', by('bob')), told('time passes', {}, 1), passingOver('alice')],
  [told('register key-change', by('bob')), passingOver('alice')],
  [told('room message', by('alice', { spoil: 'dated ahead', ahead: '3600' })), told('register key-change', by('bob'))],
  [told('register key-change', by('xavier')), told('register clearance-rekey', by('vera'))],
  [
    told('a room is opened', by('alice')),
    told('advice is asked for', by('alice')),
    told('advice withdraw', by('alice', { place: 'newest' })),
  ],
];

const decided = (flags: string): readonly Step[] =>
  flags === ''
    ? [told('advice decision', by('vera'))]
    : [told('advice proposal', by('vera')), told('advice second signature', by('walt'))];

/** How a case goes when all goes well, as far as a history is told before anything is drawn. */
const opening = (flags: string): readonly (readonly Step[])[] => [
  [told('a room is opened', by('alice')), told('room invite', by('alice', { who: 'bob' })), told('room grant', by('alice'))],
  [...aPicture('one', flags), ...aPicture('two', '')],
  [told('advice is asked for', by('alice')), told('room share-request', by('alice'))],
  [told('advice dossier', by('alice', { who: 'xavier' })), told('advice submit', by('alice')), told('advice assign', by('vera'))],
  decided(flags),
  [told('room begin a side thread', by('alice')), told('room admit', by('alice'))],
  [...[1, 2, 3].map(() => told('room grant', by('alice'))), told('room accept', by('xavier'))],
]; // prettier-ignore

/** What may be said in the register before, so that more can be said after it. */
const preludes: readonly Step[] = [
  told('register credential', by('olga', { who: 'greta' })),
  told('register confirm', by('omar')),
  told('register credential', by('olga', { who: 'wim' })),
  told('register credential', by('olga', { who: 'dora' })),
  told('register office', by('olga', { who: 'alice' })),
  told('register rules-version', by('olga')),
  told('register restore', by('olga')),
];

/** A history: how far it is told, and what is drawn from there on. */
export const aHistory = (isHonest: boolean, lengths: { readonly min: number; readonly max: number }): fc.Arbitrary<History> =>
  fc
    .record({
      isCareless: fc.boolean(),
      mode: fc.constantFrom('trial', 'trial', 'production'),
      knowsTwo: fc.boolean(),
      turns: fc.subarray([...turns]),
      before: fc.subarray([...preludes]),
      told: fc.nat(7),
      flags: fc.constantFrom('', 'face'),
      drawn: fc.array(step, { minLength: lengths.min, maxLength: lengths.max, size: 'max' }),
    })
    .map(({ turns: taken, before, told: parts, flags, drawn, isCareless, mode, knowsTwo }) => ({
      ...{ isHonest, isCareless: isCareless && !isHonest, mode, knowsTwo },
      steps: [...before, ...opening(flags).slice(0, parts).flat(), ...taken.flat(), ...drawn],
    })); // prettier-ignore
