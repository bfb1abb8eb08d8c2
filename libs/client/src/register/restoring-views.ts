/** What somebody had of a record and is not shown any more. `by`: "" for this person's own device. */
export interface MissedView {
  what: 'register' | 'case';
  by: string;
  entries: number;
  /** Of the newest entry they had. */
  digits: string;
}

/** What is shown of the register, and what is missing. */
export interface RestoreView {
  isTrial: boolean;
  shown: { at: number; entries: number; digits: string };
  missed: MissedView[];
  /** Somebody wrote in the register since it was put back: it cannot be accepted any more. */
  wentOn: boolean;
  seen: string;
  /** What an officer proposed. `isWhole`: this device had nothing newer. */
  waiting: {
    proposal: string;
    by: string;
    isMine: boolean;
    at: number;
    reason: string;
    isWhole: boolean;
    lost: MissedView[];
    seen: string;
  }[];
}

/** What officers said was lost, and what of this person's own was; `against`: what this device goes by until it is said again. */
export interface RestoredView {
  said: { at: number; register: boolean; cases: number }[];
  /** `room`: "" for the register, of which `line` is the entry's type. `isSaid`: its words stand in their thread, unsent. */
  own: { room: string; entry: string; at: number; line: string; isSaid: boolean }[];
  against: string[];
}
