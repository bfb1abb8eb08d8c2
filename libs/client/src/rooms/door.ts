import { consentRefusal, Problem, whoMayRead, type EntryId, type PersonId, type ThreadId } from '@consilium/domain';
import type { Desk } from '../desk';
import type { Door } from '../door';
import { showPicture } from '../pictures/show-picture';
import { clinicians } from '../register/clinicians';
import type { Vault } from '../vault/vault';
import type { RoomSummary, RoomView, ShareView } from '../views';
import * as acts from './acts';
import * as opinions from './opinions';
import type { Room } from '../replicas/room';
import { roomSummary, roomView, unreadSummary } from './room-view';
import { Saying } from './saying';

export type RoomsDoor = Pick<
  Door,
  | 'cases'
  | 'room'
  | 'enter'
  | 'leaveScreen'
  | 'openCase'
  | 'colleagues'
  | 'outsideColleagues'
  | 'invite'
  | 'remove'
  | 'say'
  | 'retryMessage'
  | 'dropMessage'
  | 'typing'
  | 'checkConsent'
  | 'addPicture'
  | 'retryUpload'
  | 'dropUpload'
  | 'picture'
  | 'opened'
  | 'fileOpinion'
  | 'addAddendum'
  | 'withdrawConsent'
  | 'takeOver'
  | 'closeCase'
  | 'reopenCase'
  | 'verifyRoom'
  | 'evidence'
  | 'acceptInvitation'
  | 'declineInvitation'
>;

/** Whether the thread may be opened by this person at all; a thread of another scope looks like one that is not there. */
function threadIn(room: Room, id: string): ThreadId {
  const thread = id as ThreadId;
  const readers = whoMayRead(room.state, thread, room.vault.view, room.vault.clock.now());
  if (!room.state.threads.has(thread) || !readers.some(({ person }) => person === room.vault.me)) {
    throw new Problem('not-found', 'There is no such thread in this case.');
  }
  return thread;
}

const unjudged = 'The service is being updated. This case can be read again in a few minutes.';

/** What a room waits for, from its shares. */
function waitingFor(shares: readonly ShareView[]): string {
  const open = shares.find(
    ({ admission }) => admission === 'not-yet' || admission === 'ready' || admission === 'admitted',
  );
  return open?.next ?? '';
}

export interface RoomsPorts {
  readonly vault: Vault;
  readonly desk: () => Promise<Desk>;
  /** The caller's own requests for a room, as its screen shows them. */
  readonly sharesOf: (room: string) => Promise<ShareView[]>;
}

class RoomsDesk {
  private readonly saying: Saying;

  constructor(private readonly ports: RoomsPorts) {
    this.saying = new Saying(async () => (await ports.desk()).shelf);
  }

  private async open(id: string): Promise<{ readonly desk: Desk; readonly room: Room }> {
    const desk = await this.ports.desk();
    return { desk, room: await desk.rooms.open(id) };
  }

  /** An act in a room; afterwards the others may compare heads, and the lists are out of date. */
  private async act<T>(id: string, act: (room: Room) => Promise<T>): Promise<T> {
    const { desk, room } = await this.open(id);
    room.log.requireSound();
    const done = await act(room);
    desk.rooms.headSoon(room);
    this.ports.vault.changed({ about: 'cases' });
    return done;
  }

  private async cases(): Promise<RoomSummary[]> {
    const { rooms } = await this.ports.desk();
    await rooms.refresh();
    const own = await Promise.all(
      rooms.all.map(async (room) => roomSummary(room, waitingFor(await this.ports.sharesOf(room.id)))),
    );
    const invited = rooms.invited.map((invitation) => invitation.summary());
    const waiting = rooms.waiting.map((id) => unreadSummary(id, { waiting: unjudged }));
    return [...own, ...invited, ...waiting].sort((one, other) => other.updatedAt - one.updatedAt);
  }

  private async view(id: string): Promise<RoomView> {
    const desk = await this.ports.desk();
    const invitation = desk.rooms.invitation(id);
    if (invitation !== undefined) {
      await invitation.sync();
      return invitation.view();
    }
    const room = await desk.rooms.open(id).catch(async (error: unknown) => {
      await desk.rooms.refresh();
      const found = desk.rooms.invitation(id);
      if (found === undefined) throw error;
      return found;
    });
    if (!('keys' in room)) return room.view();
    await Promise.all([this.saying.restore(room), desk.uploads.restore(room)]);
    if (desk.rooms.isWatched(id)) room.seen = room.log.headSeq;
    const view = await roomView(room, { shares: await this.ports.sharesOf(id), uploads: desk.uploads.of(room) });
    // Opening the words tells which keys do not open; that is reported at once, also in a quiet room.
    desk.rooms.tend(room);
    return view;
  }

  private async openCase(form: Parameters<Door['openCase']>[0]): Promise<string> {
    const { vault } = this.ports;
    if (form.title.trim() === '' || form.question.trim() === '') {
      throw new Problem('bad-input', 'Give the case a title and a question.');
    }
    const { rooms } = await this.ports.desk();
    await vault.register.sync();
    const id = await acts.openCase(vault, form);
    await rooms.open(id);
    vault.changed({ about: 'cases' });
    return id;
  }

  private async answer(id: string, declined: boolean): Promise<void> {
    const { rooms } = await this.ports.desk();
    if (rooms.invitation(id) === undefined) await rooms.refresh();
    const invitation = rooms.invitation(id);
    if (invitation === undefined) throw new Problem('not-found', 'There is no invitation to answer here.');
    await invitation.sync();
    await invitation.answer(declined);
    await rooms.refresh();
    this.ports.vault.changed({ about: 'room', room: id });
  }

  reading(): Pick<
    RoomsDoor,
    | 'cases'
    | 'room'
    | 'enter'
    | 'leaveScreen'
    | 'colleagues'
    | 'outsideColleagues'
    | 'picture'
    | 'verifyRoom'
    | 'evidence'
    | 'checkConsent'
  > {
    const { vault, desk } = this.ports;
    return {
      cases: () => this.cases(),
      room: (id) => this.view(id),
      enter: async (id) => {
        const { rooms } = await desk();
        if (rooms.invitation(id) === undefined) await rooms.enter(id);
      },
      leaveScreen: async (id) => {
        (await desk()).rooms.leave(id);
      },
      colleagues: async () => {
        await desk();
        const { organisation } = vault.self;
        return clinicians(vault, (person) => person.organisation === organisation);
      },
      outsideColleagues: async () => {
        await desk();
        const { organisation } = vault.self;
        return clinicians(vault, (person) => person.organisation !== organisation);
      },
      picture: async (id, thread, rendition) => {
        const { room } = await this.open(id);
        return showPicture(room, threadIn(room, thread), rendition);
      },
      verifyRoom: async (id) => {
        const { verifyRoom } = await import('./verify-room');
        return verifyRoom((await this.open(id)).room);
      },
      evidence: async (id) => {
        const { room } = await this.open(id);
        const file = room.log.kept ?? { v: 1, what: 'nothing', ledger: room.id, head: room.log.replica?.head };
        return new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' });
      },
      checkConsent: (consent) => Promise.resolve(consentRefusal(consent)?.sentence ?? ''),
    };
  }

  people(): Pick<
    RoomsDoor,
    | 'openCase'
    | 'invite'
    | 'remove'
    | 'takeOver'
    | 'closeCase'
    | 'reopenCase'
    | 'withdrawConsent'
    | 'acceptInvitation'
    | 'declineInvitation'
  > {
    return {
      openCase: (form) => this.openCase(form),
      invite: (id, person) => this.act(id, (room) => acts.invite(room, person as PersonId)),
      remove: (id, person) => this.act(id, (room) => acts.remove(room, person as PersonId)),
      takeOver: (id) => this.act(id, acts.takeOver),
      closeCase: (id, outcome) => this.act(id, (room) => acts.close(room, outcome)),
      reopenCase: (id) => this.act(id, (room) => acts.reopen(room)),
      withdrawConsent: (id, thread, what) =>
        this.act(id, (room) => acts.withdrawConsent(room, threadIn(room, thread), what)),
      acceptInvitation: (id) => this.answer(id, false),
      declineInvitation: (id) => this.answer(id, true),
    };
  }

  talking(): Pick<
    RoomsDoor,
    | 'say'
    | 'retryMessage'
    | 'dropMessage'
    | 'typing'
    | 'addPicture'
    | 'retryUpload'
    | 'dropUpload'
    | 'opened'
    | 'fileOpinion'
    | 'addAddendum'
  > {
    return {
      say: (id, thread, text, replyTo) =>
        this.act(id, (room) => this.saying.say(room, threadIn(room, thread), text, replyTo)),
      retryMessage: (id, entry) => this.act(id, (room) => this.saying.retry(room, entry)),
      dropMessage: async (id, entry) => {
        const { room } = await this.open(id);
        await this.saying.drop(room, entry);
      },
      typing: (id, thread) => {
        this.ports.vault.live.typing(id, thread);
        return Promise.resolve();
      },
      addPicture: async (id, picture) => {
        const broken = consentRefusal(picture.consent);
        if (broken !== undefined) throw new Problem('not-allowed', broken.sentence, { rule: broken.rule });
        const { desk, room } = await this.open(id);
        room.log.requireSound();
        return desk.uploads.add(room, picture);
      },
      retryUpload: async (_id, upload) => {
        await (await this.ports.desk()).uploads.retry(upload);
      },
      dropUpload: async (_id, upload) => {
        (await this.ports.desk()).uploads.drop(upload);
      },
      opened: async (id) => Object.fromEntries((await this.open(id)).room.looked),
      fileOpinion: (id, thread, opinion, reliesOn) =>
        this.act(id, (room) => opinions.fileOpinion(room, threadIn(room, thread), opinion, reliesOn)),
      addAddendum: (id, opinion, text) => this.act(id, (room) => opinions.addAddendum(room, opinion as EntryId, text)),
    };
  }
}

/** Cases: what is in them, who is in them, what is said in them. */
export function roomsDoor(ports: RoomsPorts): RoomsDoor {
  const rooms = new RoomsDesk(ports);
  return { ...rooms.reading(), ...rooms.people(), ...rooms.talking() };
}
