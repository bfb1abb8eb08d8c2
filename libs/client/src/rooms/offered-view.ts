import type { Right } from '@consilium/domain';

/** What an invited outside colleague reads of a case before accepting. */
export interface OfferedView {
  by: string;
  organisation: string;
  /** The defence organisation whose decision this is. */
  defence: string;
  isAnchored: boolean;
  pictures: number;
  joinBy: number;
  memberUntil: number;
  conditions: string[];
  rights: Right[];
}
