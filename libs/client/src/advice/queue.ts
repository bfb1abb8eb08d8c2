import type { OutputOf, endpoints } from '@consilium/contracts';
import { adviceStages, readWord, stageAt, urgencies, type PersonId } from '@consilium/domain';
import { FollowedList } from '../ledgers/followed-list';
import { inTurns } from '../turns/in-turns';
import { nameOf } from '../register';
import { pause } from '../turns/pause';
import type { Advice } from '../replicas/advice';
import { handedTo } from './giving-back';
import type { Requests } from './requests';
import { waitsForKeys } from './recipient-keys';
import { adviserOf } from './share-view';
import type { QueueLine } from './views';
import type { Vault } from '../vault/vault';

/** One request as the service lists it: a claim, until its ledger was read here. */
type Listed = OutputOf<(typeof endpoints)['advice']['queue']>['requests'][number];

/** The list is shown after this many milliseconds at the latest; what was not read by then says so. */
const patience = 400;

/** Whether this device has read the ledger as far as the service says it goes. */
function isRead({ log }: Advice, { updatedAt }: Listed): boolean {
  return log.stopped !== '' || (log.replica !== undefined && log.replica.at >= updatedAt);
}

function listedLine(vault: Vault, row: Listed, log: Advice['log'] | undefined): QueueLine {
  const { ledger, stage, urgency, requester, adviser, submittedAt, pictures } = row;
  return {
    advice: ledger,
    stage: readWord(adviceStages, stage),
    requester: nameOf(vault, requester),
    recipient: '',
    urgency: readWord(urgencies, urgency),
    pictures,
    submittedAt,
    outcome: '',
    assignedTo: adviser === '' ? '' : nameOf(vault, adviser),
    mine: (adviser as PersonId) === vault.me,
    handedToMe: false,
    waitsForKeys: false,
    checked: false,
    alarm: log?.alarm ?? '',
    held: log?.held ?? '',
  };
}

/** What the ledger says, verified here. */
function readLine(vault: Vault, advice: Advice): QueueLine {
  const { state } = advice;
  const dossier = state.dossier?.body;
  return {
    advice: advice.id,
    stage: stageAt(state, vault.clock.now(), { view: vault.view }),
    requester: nameOf(vault, state.requester),
    recipient: dossier === undefined ? '' : nameOf(vault, dossier.recipient.person),
    urgency: readWord(urgencies, dossier?.urgency),
    pictures: dossier?.threads.length ?? 0,
    submittedAt: state.submittedAt,
    assignedTo: adviserOf(advice),
    outcome: 'clearance' in state.progress ? state.progress.clearance.outcome : '',
    mine: 'adviser' in state.progress && state.progress.adviser === vault.me,
    handedToMe: handedTo(advice) === vault.me,
    waitsForKeys: waitsForKeys(advice),
    checked: true,
    alarm: '',
    held: advice.log.held,
  };
}

/**
 * The requests to the adviser's organisation. The service says which there are; what stands in a line comes from the
 * request's own ledger, read and verified here, a few at a time. A line whose ledger was not read yet says so.
 */
export class Queue {
  private reading: Promise<number> | undefined;
  private readonly list = new FollowedList<Listed>(async (asked) => {
    const { requests, ...page } = await this.vault.transport.call('advice', 'queue', asked);
    return { ...page, rows: requests, gone: [] };
  });

  constructor(private readonly vault: Vault) {}

  async lines(known: Requests): Promise<QueueLine[]> {
    const { vault } = this;
    await vault.register.sync();
    await this.list.follow();
    const requests = this.list.rows;
    const unread = requests.filter((row) => {
      const advice = known.find(row.ledger);
      return advice === undefined || !isRead(advice, row);
    });
    if (unread.length > 0) await this.read(known, unread);
    return requests
      .map((row) => {
        const advice = known.find(row.ledger);
        const isSound = advice?.log.replica !== undefined && advice.log.alarm === '' && isRead(advice, row);
        return isSound ? readLine(vault, advice) : listedLine(vault, row, advice?.log);
      })
      .toSorted((one, other) => one.submittedAt - other.submittedAt);
  }

  /** Waits no longer than somebody would before an empty page; what comes after is told as a change. */
  private async read(known: Requests, rows: readonly Listed[]): Promise<void> {
    let isLate = false;
    this.reading ??= this.readAll(known, rows).then((count) => {
      this.reading = undefined;
      if (isLate && count > 0) this.vault.changed({ about: 'requests' });
      return count;
    });
    await Promise.race([this.reading, pause(patience).then(() => (isLate = true))]);
  }

  /** How many were read. */
  private async readAll(known: Requests, rows: readonly Listed[]): Promise<number> {
    let count = 0;
    await inTurns(rows, async ({ ledger }) => {
      await known.read(ledger);
      count++;
    });
    return count;
  }
}
