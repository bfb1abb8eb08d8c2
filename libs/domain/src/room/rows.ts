import type { BodyOf, TypeOf } from '../kernel/entry-row';
import { accept } from './entries/accept';
import { addendum } from './entries/addendum';
import { admit } from './entries/admit';
import { close } from './entries/close';
import { consent } from './entries/consent';
import { consentAgain } from './entries/consent-again';
import { consentWithdrawal } from './entries/consent-withdrawal';
import { deletionStatement } from './entries/deletion-statement';
import { destructionAnswer } from './entries/destruction-answer';
import { destructionProposal } from './entries/destruction-proposal';
import { form } from './entries/form';
import { genesis } from './entries/genesis';
import { grant } from './entries/grant';
import { grantBad } from './entries/grant-bad';
import { invite } from './entries/invite';
import { knownAgain } from './entries/known-again';
import { link } from './entries/link';
import { message } from './entries/message';
import { opinion } from './entries/opinion';
import { originalDeleted } from './entries/original-deleted';
import { outcome } from './entries/outcome';
import { owner } from './entries/owner';
import { picture } from './entries/picture';
import { pictureShown } from './entries/picture-shown';
import { remove } from './entries/remove';
import { reopen } from './entries/reopen';
import { rewrap } from './entries/rewrap';
import { rotate } from './entries/rotate';
import { shareRequest } from './entries/share-request';
import { source } from './entries/source';
import { takeBack } from './entries/take-back';
import { tick } from './entries/tick';
import { title } from './entries/title';

/** Every type of entry of a room. What is not here is no entry; everything else said of types is drawn from here. */
export const roomRows = [
  genesis,
  invite,
  remove,
  owner,
  knownAgain,
  close,
  reopen,
  tick,
  rotate,
  grant,
  grantBad,
  link,
  rewrap,
  title,
  form,
  consent,
  consentWithdrawal,
  consentAgain,
  deletionStatement,
  destructionProposal,
  pictureShown,
  destructionAnswer,
  picture,
  source,
  originalDeleted,
  message,
  takeBack,
  opinion,
  addendum,
  outcome,
  shareRequest,
  admit,
  accept,
] as const;

type Row = (typeof roomRows)[number];
export type RoomEntryType = TypeOf<Row>;
export type RoomBody<T extends RoomEntryType> = BodyOf<Extract<Row, { readonly type: T }>>;

type ActsOf<R> = R extends { readonly acts: infer A } ? { [K in keyof A]: readonly [K, A[K]] }[keyof A] : never;
type ActOf<Pair> = Pair extends readonly [infer Act, (now: never, about: infer About) => unknown]
  ? { readonly act: Act } & (unknown extends About ? unknown : About)
  : never;

/**
 * Acting is judged at the newest register known and the time now, whatever old entries may name: asked before sealing,
 * granting, showing as good or offering an object.
 */
export type RoomAct = ActOf<ActsOf<Row>>;
