import { cookieJar, openDoor, type Door } from '@consilium/client';
import { median, quantile, say, sayTarget, timed } from './measure/figures';
import { openCase, ownerOf } from './system/people';
import { onPlace } from './system/on-place';
import type { Place } from './system/place';

/**
 * Looking for words in 150 cases of 30 messages, on a device that has just opened them: until all is read once, and then
 * letter by letter, as somebody types; against looking through the same words, plain in memory, for the letters alone.
 */
const isSmall = process.argv.includes('--small');
const size = isSmall ? { cases: 5, messages: 4, rounds: 3 } : { cases: 150, messages: 30, rounds: 20 };
const mostMilliseconds = 100;
const atOnce = 6;

const parts = ['forearm', 'shoulder', 'left calf', 'scalp', 'back of the hand', 'ankle', 'cheek'];
const textOf = (room: number, message: number): string =>
  `${String(message)} Slowly growing for ${String(room % 40)} weeks on the ${parts[message % parts.length] ?? ''}, no bleeding.`;

/** What somebody types: each a letter more than the one before. */
const typed = ['growing shoulder', 'bleeding ankle 12', 'érythème', 'scalp weeks'].flatMap((words) =>
  Array.from({ length: words.length - 2 }, (_, index) => words.slice(0, index + 3)),
);

async function fill(door: Door, first: string): Promise<string[]> {
  const said: string[] = [];
  let begun = 0;
  const worker = async (): Promise<void> => {
    while (begun < size.cases) {
      const number = begun;
      begun += 1;
      const room = number === 0 ? first : await openCase(door);
      const thread = (await door.room(room)).threads[0]?.thread ?? '';
      for (let message = 0; message < size.messages; message += 1) {
        said.push(textOf(number, message));
        await door.say(room, thread, textOf(number, message), '');
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return said;
}

async function measure(place: Place): Promise<number> {
  const { owner, room } = await ownerOf(place.origin, place.setUpCode);
  const said = (await fill(owner.door, room)).map((text) => text.toLowerCase());
  await owner.door.lock();
  const door = openDoor({ origin: place.origin, cookies: cookieJar() });
  await door.signInWithWords(owner.words, 'Bench');
  say('cases opened, as the list does', await timed(() => door.cases()), 'ms');
  const reading = await timed(async () => {
    for (let view = await door.search('growing'); view.read < view.of; view = await door.search('growing'));
  });
  say(`${String(size.cases)} cases of ${String(size.messages)} messages read to be looked through`, reading, 'ms');
  const times = { ours: [] as number[], plain: [] as number[] };
  for (let round = 0; round < size.rounds; round += 1) {
    for (const words of typed) {
      times.ours.push(await timed(() => door.search(words)));
      times.plain.push(await timed(() => Promise.resolve(said.filter((text) => text.includes(words)))));
    }
  }
  const { cases } = await door.search('shoulder');
  if (cases.length === 0) throw new Error('Nothing was found.');
  sayTarget('after a letter: median', median(times.ours), mostMilliseconds, 'ms');
  sayTarget('after a letter: 95 of 100', quantile(times.ours, 0.95), mostMilliseconds, 'ms');
  say('the same words plain, for the letters alone: median', median(times.plain), 'ms');
  await door.lock();
  return median(times.ours) / median(times.plain);
}

onPlace(measure);
