import type { BodyOf, TypeOf } from '../kernel/entry-row';
import { answer } from './entries/answer';
import { assign } from './entries/assign';
import { decision } from './entries/decision';
import { dossier } from './entries/dossier';
import { genesis } from './entries/genesis';
import { giveBack } from './entries/give-back';
import { proposal } from './entries/proposal';
import { question } from './entries/question';
import { revoke } from './entries/revoke';
import { rotate } from './entries/rotate';
import { submit } from './entries/submit';
import { tick } from './entries/tick';
import { withdraw } from './entries/withdraw';

/** Every type of entry of a request for advice. What is not here is no entry; everything else said of types is drawn from here. */
export const adviceRows = [
  genesis,
  rotate,
  dossier,
  submit,
  assign,
  giveBack,
  question,
  answer,
  proposal,
  decision,
  withdraw,
  revoke,
  tick,
] as const;

type Row = (typeof adviceRows)[number];
export type AdviceEntryType = TypeOf<Row>;
export type AdviceBody<T extends AdviceEntryType> = BodyOf<Extract<Row, { readonly type: T }>>;

/** Entries that carry a clearance whole, as signed with a passkey. */
export const clearanceEntryTypes = ['decision', 'proposal'] as const satisfies readonly AdviceEntryType[];
export type ClearanceEntryType = (typeof clearanceEntryTypes)[number];
