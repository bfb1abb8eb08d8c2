import {
  chainRules,
  clearanceRefusal,
  Problem,
  scopeOfShare,
  viewAt,
  type ChainState,
  type LedgerId,
  type ThreadId,
  type VerifiedClearance,
} from '@consilium/domain';
import { draft, establishFacts, fromRegister, type AppliedEntry } from '@consilium/ledger';
import { append } from '../ledgers/append';
import { heldWords } from '../ledgers/held-words';
import { Log } from '../ledgers/log';
import { allow, type Vault } from '../vault/vault';
import { nameOf } from '../register';
import { caseActs, type RoomSummary, type RoomView } from './views';
import { invitationOf } from './room-view';

const refusedText = 'The permission behind this invitation does not hold. Ask the person who invited you.';

/**
 * A room an outside colleague was admitted to and has not accepted: skeletons, and the one body with the clearance,
 * which this device verifies by itself before it offers anything.
 */
export class Invitation {
  readonly log: Log<ChainState>;
  private verified: { readonly facts: VerifiedClearance; readonly entry: AppliedEntry } | undefined;

  constructor(
    private readonly vault: Vault,
    readonly id: LedgerId,
  ) {
    const { room } = vault.books;
    this.log = new Log(
      'room',
      id,
      { ...chainRules(room), clearance: room.clearance },
      {
        transport: vault.transport,
        clock: vault.clock,
        changed: () => {
          vault.changed({ about: 'room', room: id });
        },
        judging: async (seq) => ({ ...(await vault.judging(seq)), expectsBody: () => false }),
      },
    );
  }

  async sync(): Promise<void> {
    await this.log.sync();
    const admits = this.log.entries.filter(({ entry, body }) => entry.type === 'admit' && body !== undefined);
    for (const entry of admits.toReversed()) {
      const facts = await this.clearanceOf(entry);
      if (facts?.clearance.recipient.person !== this.vault.me) continue;
      this.verified = { facts, entry };
      return;
    }
  }

  /** Signature, gesture and keys were checked when the entry was read; here they are established again as a value. */
  private async clearanceOf(entry: AppliedEntry): Promise<VerifiedClearance | undefined> {
    const { state } = this.vault.register;
    const standpoint = { register: fromRegister(state), view: viewAt(state, entry.entry.register.seq) };
    return (await establishFacts(this.vault.books.room, entry, standpoint)).clearance;
  }

  private get clearance(): VerifiedClearance {
    if (this.verified === undefined) throw new Problem('not-found', 'There is nothing here for you.');
    return this.verified.facts;
  }

  /** Why this clearance does not let this person into this room, or undefined. */
  private refusal(): string | undefined {
    const { clearance } = this.clearance;
    if (clearance.room !== this.id) return refusedText;
    return clearanceRefusal(this.clearance, this.vault.view, this.vault.clock.now())?.message;
  }

  async answer(declined: boolean): Promise<void> {
    const { clearance } = this.clearance;
    if (!declined) {
      const refusal = this.refusal();
      if (refusal !== undefined) throw new Problem('not-allowed', refusal);
      await this.vault.freshness.require();
    }
    const side = this.side();
    const accept = draft({
      type: 'accept',
      scope: scopeOfShare(side, clearance),
      body: { clearance: clearance.id, declined },
    });
    await append(this.vault.author, {
      log: this.log,
      reliesOn: () => '',
      owner: clearance.requester,
      build: () => {
        if (!declined) allow(clearanceRefusal(this.clearance, this.vault.view, this.vault.clock.now()));
        return Promise.resolve([accept]);
      },
    });
  }

  private side(): ThreadId {
    const { scope } = this.verified?.entry.entry ?? { scope: 'room' as const };
    const pictures: readonly string[] = this.clearance.clearance.threads.map(({ thread }) => thread);
    const side = scope === 'room' ? undefined : scope.find((thread) => !pictures.includes(thread));
    if (side === undefined) throw new Problem('wrong-state', refusedText);
    return side;
  }

  private title(): string {
    return `Question from ${nameOf(this.vault, this.clearance.clearance.requester)}`;
  }

  summary(): RoomSummary {
    const { clearance } = this.clearance;
    const refusal = this.refusal();
    return {
      room: this.id,
      title: this.title(),
      specialty: '',
      urgency: undefined,
      unreadable: '',
      as: 'invited-outside',
      owner: nameOf(this.vault, clearance.requester),
      closed: false,
      pictures: clearance.threads.length,
      onCard: '',
      unread: 0,
      updatedAt: this.log.replica?.at ?? 0,
      lastLine: '',
      ...{ unsent: 0, originals: 0 },
      turn: {
        forMe: refusal === undefined,
        forOthers: false,
        words: refusal === undefined ? 'Waiting for you to accept or decline' : '',
      },
      waiting: refusal ?? '',
      alarm: this.log.alarm,
      held: this.log.held,
    };
  }

  view(): RoomView {
    const { clearance } = this.clearance;
    const refusal = this.refusal();
    const notYet = refusal ?? (this.vault.stopped(this.log) || 'Accept the invitation first.');
    const may = caseActs.map((act) => [act, notYet] as const);
    return {
      room: this.id,
      title: this.title(),
      untitled: '',
      form: undefined,
      questions: [],
      as: 'invited-outside',
      closed: undefined,
      purpose: clearance.purpose,
      members: [],
      threads: [],
      forOthers: [],
      opinions: [],
      shares: [],
      steps: [],
      statements: [],
      withdrawn: [],
      restoredAt: 0,
      timeline: [],
      keys: [],
      uploads: [],
      head: this.log.headSeq,
      crossChecked: false,
      agreedSeq: -1,
      staleSince: this.vault.freshness.staleSince(),
      alarm: refusal === undefined ? this.log.alarm : refusal,
      doubt: '',
      held: heldWords(this.vault, this.log),
      may: Object.fromEntries(may) as RoomView['may'],
      invitation: invitationOf(this.vault, clearance),
    };
  }
}
