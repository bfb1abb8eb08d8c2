import type { AdviceState, Outcome, RoomBody } from '@consilium/domain';
import { nameOf } from '../register';
import type { Advice } from '../replicas/advice';
import type { Room } from '../replicas/room';
import { historyOf } from './history';
import type { ShareView, StepView } from './views';

/** What is done with a request that its case’s talk tells: who began it, and whose keys they are, is for its record alone. */
const told: readonly string[] = [
  'submit',
  'assign',
  'question',
  'answer',
  'give-back',
  'proposal',
  'decision',
  'revoke',
  'withdraw',
];

const advised: Readonly<Record<Outcome, string>> = {
  'no-objection': 'no medico-legal objection',
  'no-objection-with-conditions': 'no medico-legal objection, on conditions',
  'advised-against': 'against this share',
};

/** What was advised, in the place of the sentence that says that it was. */
function decided({ vault }: Advice, { progress }: AdviceState): string {
  if (!('clearance' in progress)) return '';
  return `${nameOf(vault, progress.clearance.by)} advised: ${advised[progress.clearance.outcome]}`;
}

/** When the time of a decision was over on which nobody was let in; undefined where somebody was, or it is not over. */
function ranOut({ state: { progress } }: Advice, stage: ShareView['stage']): number | undefined {
  return stage === 'expired' && progress.stage === 'decided' ? progress.clearance.joinBy : undefined;
}

/**
 * The steps of a request at their times, each said of whom it is about; `isIn`: whether its decision let somebody into the
 * case, whose own lines say how that goes on.
 */
export function stepsOf(advice: Advice, stage: ShareView['stage'], isIn: boolean): StepView[] {
  const { log, state, vault } = advice;
  const about = nameOf(vault, state.dossier?.body.recipient.person ?? '');
  const threads = (state.dossier?.body.threads ?? []).map(({ thread }) => thread);
  const step = (entry: string, at: number, text: string, mark: StepView['line']['mark']): StepView => ({
    line: { kind: 'line', entry, seq: -1, at, text: `Share with ${about}: ${text}`, ...(mark && { mark }) },
    threads,
  });
  const history = historyOf(advice);
  const steps = log.entries.flatMap(({ entry }, index) => {
    const line = history[index];
    if (line === undefined || !told.includes(entry.type)) return [];
    const text = entry.type === 'decision' ? decided(advice, state) : line.text;
    return step(entry.id, line.at, text, line.mark === '' ? undefined : line.mark);
  });
  const over = isIn ? undefined : ranOut(advice, stage);
  return over === undefined
    ? steps
    : [
        ...steps,
        step(`${advice.id} ran out`, over, 'the time in which the colleague could be invited is over', undefined),
      ];
}

/** The entry of its room that says that a request was made. */
export function askedIn(room: Room | undefined, advice: string): string {
  const asked = room?.log.entries.find(
    ({ entry, body }) =>
      entry.type === 'share-request' && (body as RoomBody<'share-request'> | undefined)?.advice === advice,
  );
  return asked?.entry.id ?? '';
}
