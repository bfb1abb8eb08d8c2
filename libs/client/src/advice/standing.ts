import { Problem, type ActToWrite } from '@consilium/domain';
import type { Advice } from '../replicas/advice';
import { confirmAndWrite } from '../vault/acts';

type Status = ActToWrite<'clearance-status'>['status'];

const standings = { suspended: 'suspended', reinstated: 'good', ended: 'ended' } as const satisfies Record<
  Status,
  string
>;

/** Says in the register how a decision stands, so that every room learns it in order. Nothing where it stands so already. */
export async function setStanding({ vault, state }: Advice, status: Status): Promise<void> {
  const { progress } = state;
  if (progress.stage !== 'decided') throw new Problem('wrong-state', 'There is no decision that stands here.');
  const { clearance, hash } = progress;
  await vault.register.sync();
  if (vault.view.clearance(clearance.id, hash, clearance.org) === standings[status]) return;
  const body = { clearance: clearance.id, hash, organisation: clearance.org, status };
  await confirmAndWrite(vault, { type: 'clearance-status', body });
}

/** Ends a decision everywhere: in the register, and in the request itself. */
export async function revoke(advice: Advice): Promise<void> {
  const { vault, state } = advice;
  if (state.progress.stage !== 'decided') throw new Problem('wrong-state', 'There is no decision to revoke.');
  if (vault.me !== state.requester) await setStanding(advice, 'ended');
  await advice.simply('revoke', {});
}
