/** What somebody had of a record and is not shown any more. `by`: "" for this person's own device. */
export interface MissedView {
  what: 'register' | 'case';
  by: string;
  entries: number;
  /** Of the newest entry they had. */
  digits: string;
  /** When the newest entry was written that is still shown; 0 in a case, whose times officers are not given. */
  since: number;
}

/** What is shown of the register, and what is missing. */
export interface RestoreView {
  isTrial: boolean;
  shown: { at: number; entries: number; digits: string };
  missed: MissedView[];
  /** What this device read against somebody in what is missing, in words. */
  against: string[];
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
  /** Newest first. `by`: who said it, and who confirmed it. */
  said: { at: number; by: string[]; reason: string; records: LostRecordView[] }[];
  own: OwnLostView[];
  against: string[];
}

export interface LostRecordView {
  /** "" for the register. */
  room: string;
  entries: number;
  /** When the newest entry was written that is still there; 0 where this device does not have the record. */
  since: number;
}

export interface OwnLostView {
  /** "" for the register, of which `line` is the entry's type. */
  room: string;
  entry: string;
  at: number;
  line: string;
  /** `unsent`: its words stand in their thread, to be sent again; `again`: they were sent. */
  now: 'lost' | 'unsent' | 'again';
  /** Where its words stand unsent, and these; "" for anything else. */
  thread: string;
  words: string;
}
