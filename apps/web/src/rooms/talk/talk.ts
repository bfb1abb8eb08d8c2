import type { ItemView, RoomView, ThreadView } from '../../vault/door';
import { listed } from '../../words';

/** One thing that was said, in its place in the talk. */
export interface Row {
  readonly item: ItemView;
  /** Where it was said. */
  readonly thread: ThreadView;
  /** Where that is, for whoever reads it among what was said elsewhere: not the case's own talk. */
  readonly place: ThreadView | undefined;
  /** Whether another day begins with it. */
  readonly isNewDay: boolean;
}

/** Where all is said that belongs to no picture: the case's own thread; outside, the one with whoever asked. */
export function homeOf({ as, threads }: RoomView): ThreadView | undefined {
  const side = as === 'outside' ? threads.find(({ kind }) => kind === 'side') : undefined;
  return side ?? threads[0];
}

/** The threads whose talk is shown while this one is chosen: of a picture, or of a share, its own; at home, all of them. */
export function shownWith(view: RoomView, chosen: ThreadView): readonly ThreadView[] {
  return chosen.kind !== 'picture' && chosen.thread === homeOf(view)?.thread ? view.threads : [chosen];
}

/** Lines that one act left in several threads: said once. */
const isSameLine = (item: ItemView, before: ItemView | undefined): boolean =>
  item.kind === 'line' && before?.kind === 'line' && before.at === item.at && before.text === item.text;

const dayOf = ({ at }: ItemView): string => new Date(at * 1000).toDateString();

const isNewDay = (item: ItemView, before: ItemView | undefined): boolean =>
  before === undefined || dayOf(before) !== dayOf(item);

/** A line says by itself what it is about where it names the picture, and where it belongs to several threads. */
const needsPlace = ({ item, thread: { picture } }: Saying, isOfSeveral: boolean): boolean =>
  item.kind !== 'line' || !(isOfSeveral || item.text.includes(`picture ${String(picture?.number)}`));

type Saying = Pick<Row, 'item' | 'thread'>;

/** What is said in these threads, in the order of the record: what waits to be sent comes last. */
function inOrder(shown: readonly ThreadView[]): Saying[] {
  const said = shown.flatMap((thread) => thread.items.map((item) => ({ item, thread })));
  return shown.length === 1 ? said : said.sort((one, other) => one.item.seq - other.item.seq);
}

/** Whether it is shown once more what was said just before: an entry of several threads, or what one act did in each. */
const isAgain = (item: ItemView, other: ItemView | undefined): boolean =>
  other !== undefined && (other.entry === item.entry || isSameLine(item, other));

/** What stands in no thread and is told all the same: in the talk of all of the case, and with the pictures it is about. */
export function stepsBeside({ shares, steps }: RoomView, chosen: ThreadView, shown: readonly ThreadView[]): ItemView[] {
  return [...steps, ...shares.flatMap((each) => each.steps)]
    .filter(({ threads }) => shown.length > 1 || chosen.kind === 'case' || threads.includes(chosen.thread))
    .map(({ line }) => line)
    .sort((one, other) => one.at - other.at);
}

/** Each of these at its time: after all that was said until then. What is said keeps the order of the record. */
function withSteps(said: readonly Saying[], steps: readonly ItemView[], thread: ThreadView | undefined): Saying[] {
  if (thread === undefined) return [...said];
  const left = steps.map((item) => ({ item, thread }));
  const before = (at: number): Saying[] => {
    const later = left.findIndex(({ item }) => item.at >= at);
    return left.splice(0, later < 0 ? left.length : later);
  };
  return [...said.flatMap((each) => [...before(each.item.at), each]), ...left];
}

/** The same as the talk shows it: what stands in several threads once, and a picture not where it is shown already. */
export function rowsOf(shown: readonly ThreadView[], home: string, steps: readonly ItemView[] = []): Row[] {
  const isOne = shown.length === 1;
  const said = withSteps(
    inOrder(shown).filter(({ item, thread }) => item.kind !== 'picture' || (!isOne && thread.picture !== undefined)),
    steps,
    shown.find(({ thread }) => thread === home) ?? shown[0],
  );
  return said.flatMap((each, index) => {
    const { item, thread } = each;
    const before = said[index - 1]?.item;
    if (isAgain(item, before)) return [];
    const isElsewhere = !isOne && thread.thread !== home && needsPlace(each, isAgain(item, said[index + 1]?.item));
    return [{ item, thread, place: isElsewhere ? thread : undefined, isNewDay: isNewDay(item, before) }];
  });
}

/**
 * "on picture 1 · read from outside": where it was said and, to those inside, whoever reads it there beside or instead of
 * all of them.
 */
export function placeWords({ picture, title, named, kind, readers }: ThreadView, as: RoomView['as']): string {
  const where = (picture === undefined ? title : `on ${title}`).replace(/Picture|With/u, (word) => word.toLowerCase());
  const isShared = as !== 'outside' && kind === 'picture' && readers.some(({ outside }) => outside);
  const only = named.length === 0 ? '' : `only for ${listed(named)}`;
  return [where, only, isShared ? 'read from outside' : ''].filter((words) => words !== '').join(' · ');
}

/** The first that its reader has not looked at; "" where they have looked at all of it. */
export const firstNew = (rows: readonly Row[]): string =>
  rows.find(({ item }) => item.isNew === true)?.item.entry ?? '';

/** How many of them its reader has not looked at. */
export const unreadIn = (rows: readonly Row[]): number => rows.filter(({ item }) => item.isNew === true).length;
