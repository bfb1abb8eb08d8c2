import { registerEntryWords } from '@consilium/domain';
import type { LostRecordView, OwnLostView, RestoredView } from '../vault/door';

type Said = RestoredView['said'][number];

/** "Olive Okafor and Osric Oakes"; whose names cannot be read are officers all the same. */
export function namesOf({ by }: Pick<Said, 'by'>): string {
  return by.length === 0 ? 'Registration officers' : by.join(' and ');
}

const entriesOf = (count: number): string => `${String(count)} ${count === 1 ? 'entry' : 'entries'}`;

/** "At least 3 entries": what nobody's device told of is counted by nobody. */
export function atLeast(count: number): string {
  return `At least ${entriesOf(count)}`;
}

export const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are');

/** What officers said of one case, newest first, with what it says of that case. */
export function ofCase(said: readonly Said[], room: string): readonly (Said & { readonly record: LostRecordView })[] {
  return said.flatMap((each) => {
    const record = each.records.find((of) => of.room === room);
    return record === undefined ? [] : [{ ...each, record }];
  });
}

/** What of one's own was lost, in words: in the register by what was signed there. */
export function ownLine({ room, line }: Pick<OwnLostView, 'room' | 'line'>): string {
  if (room !== '') return line;
  const words: Readonly<Record<string, string>> = registerEntryWords;
  return `Signed in the register: ${words[line] ?? 'something this version has no word for'}`;
}

/** What became of it since. */
export const nowWords = {
  lost: 'Lost. Where it still holds, do it again.',
  unsent: 'Lost, and kept on this device: not sent.',
  again: 'Sent again since.',
} as const satisfies Record<OwnLostView['now'], string>;

/** "3 things you wrote or signed were lost" */
export function lostWords(count: number): string {
  const what = count === 1 ? 'Something you wrote or signed was' : `${String(count)} things you wrote or signed were`;
  return `${what} lost when the service was put back to an older copy.`;
}
