import type { Dossier } from './dossier';
import type { Clearance } from '../clearance/document';
import type { EntryId, Hash, KeyId, LedgerId, OrganisationId, PersonId, ThreadId } from '../kernel/ids';
import type { Gesture } from '../kernel/keys';

export const adviceStages = [
  'draft',
  'submitted',
  'assigned',
  'questioned',
  'proposed',
  'decided',
  'suspended',
  'withdrawn',
  'revoked',
  'expired',
] as const;
export type AdviceStage = (typeof adviceStages)[number];

/** What the first of two advisers signed, waiting for the second. `hash`: the clearance's. */
export interface Proposal {
  readonly entry: EntryId;
  readonly hash: string;
  readonly gesture: Gesture;
}

/**
 * State carries its own data. `suspended` and `expired` are never an entry of the request: `stageAt` derives them, from the
 * register's word on the decision, from join-by and member-until.
 */
export type AdviceProgress =
  | { readonly stage: 'draft' }
  | { readonly stage: 'submitted'; readonly at: number }
  | { readonly stage: 'assigned'; readonly adviser: PersonId; readonly at: number }
  | { readonly stage: 'questioned'; readonly adviser: PersonId; readonly at: number }
  | { readonly stage: 'proposed'; readonly adviser: PersonId; readonly proposal: Proposal; readonly at: number }
  | {
      readonly stage: 'decided';
      readonly adviser: PersonId;
      readonly clearance: Clearance;
      readonly hash: string;
      readonly at: number;
    }
  | { readonly stage: 'withdrawn'; readonly at: number }
  | { readonly stage: 'revoked'; readonly clearance: Clearance; readonly by: PersonId; readonly at: number };

export interface AdviceState {
  readonly id: LedgerId;
  readonly root: LedgerId;
  readonly org: OrganisationId;
  readonly room: LedgerId;
  readonly requester: PersonId;
  /** Register head that the first entry names. */
  readonly begunAt: number;
  readonly thread: ThreadId;
  readonly gen: number;
  readonly kc: Hash | '';
  readonly orgGen: number;
  /** The requester's key that the newest generation was sealed to; "" before there is one. */
  readonly requesterKey: KeyId | '';
  /** Register entry as of which the newest generation was begun; that of the first entry before there is one. */
  readonly asOf: number;
  readonly dossier: { readonly entry: EntryId; readonly hash: Hash; readonly body: Dossier } | undefined;
  /** The newest `submit` entry, and the dossier it named. */
  readonly request: EntryId | '';
  readonly submitted: Hash | '';
  /** When that was, Unix seconds; 0: never. */
  readonly submittedAt: number;
  readonly progress: AdviceProgress;
  /** Advisers who declared a conflict of interest, and gave it back. */
  readonly conflicted: readonly PersonId[];
  readonly head: { readonly seq: number; readonly hash: Hash };
  readonly at: number;
  readonly rules: number;
  readonly register: { readonly seq: number; readonly hash: Hash | '' };
}
