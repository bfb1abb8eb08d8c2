import type { Applied } from '@consilium/domain';
import type { Cases } from './cases';
import type { Offer } from './ledger-builder';
import { hash, organisation } from './names';
import { type World, world } from './world';

const people = (mode: 'trial' | 'production' = 'trial'): World => world().people(mode);

/** What an officer says was lost: of the register all after its newest entry, where nothing else is named. */
export const lostOffer = (
  story: World,
  by = 'olga',
  of: { ledger?: string; kept?: { seq: number; hash: string }; lost?: { seq: number; hash: string } } = {},
): Offer => {
  const { head, root } = story.register.state;
  const { ledger = root, kept = head, lost = { seq: head.seq + 9, hash: hash('lost') } } = of;
  return story.by(by, 'restore', { ledgers: [{ ledger, kept, lost }], reason: 'The disk failed; backup of Sunday.' });
};

export const checkpointOffer = (story: World, seq = story.register.state.head.seq): Offer =>
  story.by('olga', 'checkpoint', { seq, tree: hash('tree'), state: hash('state'), rules: 1 });

const offered = (make: (story: World) => Offer, story: World = people()): Applied<unknown> =>
  story.register.offer(make(story));

const more = (story: World): Offer =>
  story.by('omar', 'organisation', { organisation: organisation('more'), name: 'More', kind: 'clinical', anchor: '' });

/** The register with an entry that somebody wrote who did not know that part of it was lost. */
const wroteOn = (): World => {
  const story = people();
  story.register.add(more(story));
  return story;
};
const before = (story: World): { seq: number; hash: string } => {
  const seq = story.register.state.head.seq - 1;
  return { seq, hash: story.register.state.hashes[seq] ?? '' };
};

/** What is said to be lost of records, and the checkpoints that nobody uses yet. */
export const restoreCases: Cases<
  | 'record-repeated' | 'nothing-lost' | 'kept-elsewhere' | 'register-went-on' | 'checkpoint-ahead' | 'checkpoint-not-yet'
> = {
  'record-repeated': {
    'one case named twice': () =>
      offered((story) => {
        const each = { ledger: hash('room'), kept: { seq: 3, hash: hash('kept') }, lost: { seq: 5, hash: hash('lost') } };
        return story.by('olga', 'restore', { ledgers: [each, { ...each, lost: { seq: 6, hash: hash('more') } }], reason: 'backup' });
      }),
  },
  'nothing-lost': {
    'nothing after what was kept': () =>
      offered((story) => lostOffer(story, 'olga', { ledger: hash('room'), kept: { seq: 5, hash: hash('kept') }, lost: { seq: 5, hash: hash('lost') } })),
    'no entry kept, under the hash of one': () =>
      offered((story) => lostOffer(story, 'olga', { ledger: hash('room'), kept: { seq: -1, hash: hash('kept') } })),
    'an entry kept that has no hash': () => offered((story) => lostOffer(story, 'olga', { kept: { seq: 3, hash: '' } })),
  },
  'kept-elsewhere': {
    'an entry of the register under another hash': () =>
      offered((story) => lostOffer(story, 'olga', { kept: { seq: story.register.state.head.seq, hash: hash('other') } })),
    'an entry that the register does not have': () =>
      offered((story) => {
        const { seq } = story.register.state.head;
        return lostOffer(story, 'olga', { kept: { seq: seq + 1, hash: hash('other') }, lost: { seq: seq + 9, hash: hash('lost') } });
      }),
    'nothing of the register kept': () => offered((story) => lostOffer(story, 'olga', { kept: { seq: -1, hash: '' } })),
  },
  'register-went-on': {
    'what was kept, after somebody wrote on': () => offered((story) => lostOffer(story, 'olga', { kept: before(story) }), wroteOn()),
    'the same a second time, after it was accepted': () => {
      const story = people();
      story.register.add(lostOffer(story));
      return offered(() => lostOffer(story, 'olga', { kept: before(story) }), story);
    },
    'what waits for a second officer, after somebody wrote on': () => {
      const story = people('production');
      story.register.add(lostOffer(story));
      const confirmation = story.officerOffer('omar');
      story.register.add(story.passkeysOffer('alice'));
      return story.register.offer(confirmation);
    },
  },
  'checkpoint-ahead': { 'a checkpoint of what is not there yet': () => offered((story) => checkpointOffer(story, story.register.state.head.seq + 1)) },
  'checkpoint-not-yet': {
    'a checkpoint by one officer, in a trial': () => offered((story) => checkpointOffer(story)),
    'a checkpoint that a second officer would confirm': () => offered((story) => checkpointOffer(story), people('production')),
  },
}; // prettier-ignore
