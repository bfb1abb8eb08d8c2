import { Problem } from '@consilium/domain';
import type { ReadingPorts } from './reading-ports';
import { roomSummary, unreadSummary } from './room-summary';
import type { RoomSummary } from './views';

const unshown = 'This case cannot be shown in the list.';
const unjudged = 'The service is being updated. This case can be read again in a few minutes.';

/** A case's line in the list; one that cannot be summed up stands there as that, and takes no other with it. */
async function summed(id: string, sum: () => Promise<RoomSummary>, alarm = ''): Promise<RoomSummary> {
  return sum().catch((error: unknown) =>
    unreadSummary(id, { waiting: error instanceof Problem ? `${unshown} ${error.message}` : unshown, alarm }),
  );
}

/** A person's cases, newest first; what could not be read stands at the top. */
export async function cases({ desk, sharesOf, saying }: ReadingPorts): Promise<RoomSummary[]> {
  const { rooms, uploads } = await desk();
  await rooms.refresh();
  await Promise.all([saying.restore(...rooms.all), uploads.restore(...rooms.all)]);
  const own = await Promise.all(
    rooms.all.map((room) =>
      summed(room.id, async () => ({
        ...(await roomSummary(room, { shares: await sharesOf(room.id), uploads: uploads.of(room) })),
        waiting: rooms.behind(room.id),
      })),
    ),
  );
  const invited = await Promise.all(
    rooms.invited.map((each) => summed(each.id, () => Promise.resolve(each.summary()), each.log.alarm)),
  );
  const waiting = rooms.waiting.map((id) => unreadSummary(id, { waiting: unjudged }));
  const failed = rooms.failed.map(([id, why]) => unreadSummary(id, { waiting: why }));
  const rest = [...own, ...invited, ...waiting].sort((one, other) => other.updatedAt - one.updatedAt);
  const more =
    rooms.unlisted === '' ? [] : [{ ...unreadSummary('', { waiting: rooms.unlisted }), title: 'More cases' }];
  // Nobody knows how new they are, so they do not hide at the end.
  return [...more, ...failed, ...rest];
}
