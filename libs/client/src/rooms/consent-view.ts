import type { Consent, RoomBody, ThreadId } from '@consilium/domain';
import type { ConsentView } from '../pictures';
import { nameOf } from '../register';
import type { Room } from '../replicas/room';
import { indexOf } from './room-index';

/** What was recorded of an agreement in one version, and what became of it. */
export function consentView(room: Room, thread: ThreadId, consent: Consent): ConsentView {
  const { id, version, recording, authority, takenBy, recordedBy, withdrawn, used } = consent;
  const { facts, scopes, flags, ruledOut, explained, attested } = consent;
  const entries = indexOf(room).thread(thread);
  const taken = entries.findLast(({ entry: { type }, body }) => type === 'consent' && body !== undefined);
  const ended = withdrawn === 'no' ? undefined : entries.findLast(({ entry }) => entry.type === 'consent-withdrawal');
  return {
    ...{ consent: id, version, recording, authority, facts: [...facts], scopes: [...scopes] },
    ...{ flags: [...flags], ruledOut: [...ruledOut], explained: [...explained], attested: [...attested] },
    takenBy: nameOf(room.vault, takenBy),
    reportedBy: takenBy === recordedBy ? '' : nameOf(room.vault, recordedBy),
    takenAt: (taken?.body as RoomBody<'consent'> | undefined)?.takenAt ?? 0,
    ...{ withdrawn, used },
    withdrawnBy: ended === undefined ? '' : nameOf(room.vault, ended.entry.by),
    withdrawnAt: ended?.entry.at ?? 0,
  };
}

/** Every version of an agreement, oldest first, as each was recorded. */
export function consentVersions(room: Room, thread: ThreadId): ConsentView[] {
  const versions = indexOf(room)
    .thread(thread)
    .filter(({ entry: { type }, body }) => type === 'consent' && body !== undefined);
  return versions.map(({ entry, body }) => {
    const { consent, version, recording, authority, facts, scopes, takenBy, takenAt, ...said } =
      body as RoomBody<'consent'>;
    return {
      ...{ consent, version, recording, authority, takenAt },
      ...{ facts: [...facts], scopes: [...scopes], flags: [...said.flags], ruledOut: [...said.ruledOut] },
      ...{ explained: [...said.explained], attested: [...said.attested] },
      takenBy: nameOf(room.vault, takenBy),
      reportedBy: takenBy === entry.by ? '' : nameOf(room.vault, entry.by),
      ...{ withdrawn: 'no', used: '', withdrawnBy: '', withdrawnAt: 0 },
    };
  });
}
