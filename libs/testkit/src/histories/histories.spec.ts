import fc from 'fast-check';
import { atLength } from '../domain/at-length';
import { actions, aHistory, cryptoAtOnce, disagreements, Histogram, Play } from './index';

// The same functions by Node: in a sandbox, those in plain JavaScript would be most of what this test does.
jest.mock('@noble/hashes/sha2.js', () => {
  const { createHash } = jest.requireActual<typeof import('node:crypto')>('node:crypto');
  return { sha256: (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest()) };
});

/** How many histories, honest and hostile together: `HISTORIES=10000`, `SEED` to draw the same again, `SHRINK=yes` to make it small. */
const histories = Number(process.env['HISTORIES'] ?? atLength(40, 200));
// Always the same ones unless others are asked for: no run of the tests fails by the lot it drew.
const seed = Number(process.env['SEED'] ?? 20_261_129);
/** Steps drawn in each, after what is told of it beforehand. */
const lengths = { min: 20, max: 45 };
/** So often at least, in a hundred histories, is each kind of step to have stood, and to have been refused. */
const perHundred = { stood: 1, refused: 1 };

/** How many kinds of step may be missing from so many histories. */
const mayLack = (of: number): number => (of < 20 ? actions.length : actions.length / 3);

const back = cryptoAtOnce();
afterAll(back);

const honest = new Histogram();
const hostile = new Histogram();

/** Where there is no more time than so: as many as come to pass in these minutes, half of them for each kind. */
const minutes = Number(process.env['MINUTES'] ?? 0);

const run = {
  numRuns: Math.ceil(histories / 2),
  seed,
  endOnFailure: process.env['SHRINK'] !== 'yes',
  ...(minutes === 0 ? {} : { interruptAfterTimeLimit: minutes * 30_000 }),
};
const patience = 3 * 3600 * 1000;

test(
  'of honest people nothing is refused and nobody is alarmed, and every reader believes the same',
  async () => {
    await fc.assert(
      fc.asyncProperty(aHistory(true, lengths), async (history) => {
        const play = await Play.of(history);
        const found = await disagreements(play);
        honest.add(play);
        // What passes over the register is sent again after it.
        const refused = play.service.sent.filter(({ verdict, gate }) => verdict !== '' && gate === '');
        expect(refused.map(({ verdict }) => verdict)).toEqual([]);
        expect(found).toEqual([]);
      }),
      run,
    );
  },
  patience,
);

test(
  'whatever anybody writes, or an operator stores, every reader believes the same and refuses the same',
  async () => {
    await fc.assert(
      fc.asyncProperty(aHistory(false, lengths), async (history) => {
        const play = await Play.of(history);
        const found = await disagreements(play);
        hostile.add(play);
        expect(found).toEqual([]);
      }),
      run,
    );
  },
  patience,
);

const told: readonly (readonly [Histogram, 'stood' | 'refused'])[] = [
  [honest, 'stood'],
  [hostile, 'stood'],
  [hostile, 'refused'],
];

/** Where a case ends that goes well: each needs all that is told before it. */
const ends = ['room picture', 'room share-request', 'room admit', 'room accept'];

test('these were histories: every kind of step stood and was refused', () => {
  console.log(`seed ${String(seed)}\nhonest: ${honest.text()}\nhostile: ${hostile.text()}`);
  if (honest.histories >= 20) expect(honest.below('stood', ends, 1)).toEqual([]);
  for (const [histogram, outcome] of told) {
    // One in four hundred: what is told at all is then not missed by the lot alone.
    const least = Math.floor((perHundred[outcome] * histogram.histories) / 400);
    expect(histogram.below(outcome, actions, least)).toEqual([]);
    // Few histories are enough to see that most kinds come about at all.
    expect(histogram.below(outcome, actions, 1).length).toBeLessThanOrEqual(mayLack(histogram.histories));
  }
});
