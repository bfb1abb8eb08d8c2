import { Problem, type ActToWrite } from '@consilium/domain';
import type { Advice } from '../replicas/advice';
import { confirmAndWrite, seenOf } from '../vault/acts';

type Status = ActToWrite<'clearance-status'>['status'];

const standings = { suspended: 'suspended', reinstated: 'good', ended: 'ended' } as const satisfies Record<
  Status,
  string
>;

/** How the register says that a decision stands, for the screen that shows it; "" without one. */
export function seenOfDecision({ vault, state: { progress } }: Advice): string {
  if (progress.stage !== 'decided') return '';
  const { clearance, hash } = progress;
  return seenOf(vault, 'clearance-status', { clearance: clearance.id, hash, organisation: clearance.org });
}

/** Says in the register how a decision stands, so that every room learns it in order. Nothing where it stands so already. */
export async function setStanding({ vault, state }: Advice, status: Status, seen: string): Promise<void> {
  const { progress } = state;
  if (progress.stage !== 'decided') throw new Problem('wrong-state', 'There is no decision that stands here.');
  const { clearance, hash } = progress;
  await vault.register.sync();
  if (vault.view.clearance(clearance.id, hash, clearance.org) === standings[status]) return;
  const body = { clearance: clearance.id, hash, organisation: clearance.org, status };
  await confirmAndWrite(vault, { type: 'clearance-status', body, seen });
}

/** By an adviser: ends a decision everywhere, in the register and in the request itself. */
export async function revoke(advice: Advice, seen: string): Promise<void> {
  await setStanding(advice, 'ended', seen);
  await advice.simply('revoke', {});
}
