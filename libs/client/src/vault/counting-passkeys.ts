import { Problem } from '@consilium/domain';
import type { Vault } from './vault';

const whenText = (at: number): string => `${new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The person's passkeys whose gestures are believed now, or from when on one will be. */
export function countingPasskeys({ self, clock }: Vault): readonly string[] {
  const now = clock.now();
  const counting = self.passkeys.filter(({ counts }) => counts <= now);
  if (counting.length > 0) return counting.map(({ credential }) => credential);
  const until = Math.min(...self.passkeys.map(({ counts }) => counts));
  throw new Problem(
    'wrong-state',
    `Your passkey is new and confirms nothing before ${whenText(until)}. Until then you can read and write; come back for this.`,
    { until },
  );
}
