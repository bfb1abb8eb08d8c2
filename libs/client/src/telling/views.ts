import type { InputOf, OutputOf, endpoints } from '@consilium/contracts';

/** How this person is told that something waits, and how many things do. */
export type ToldView = OutputOf<(typeof endpoints)['telling']['mine']>;
/** A question that nobody read, or answered, in time. */
export type OverdueView = ToldView['overdue'][number];
/** On which devices they are told. */
export type PushView = ToldView['pushes'];
export type PushDeviceView = PushView['devices'][number];
/** What a browser gives so that notices reach this device. */
export type PushHere = InputOf<(typeof endpoints)['telling']['pushHere']>;
/** For what, and when, they are told by mail and on their devices. */
export type ToldChoices = ToldView['choices'];
/** A colleague who is away, until when (Unix seconds), and who stands in, by name and by id; "" for nobody. */
export interface AwayView {
  readonly person: string;
  readonly name: string;
  readonly until: number;
  readonly deputy: string;
  readonly standsIn: string;
}
/** Who of a team is on call until when (Unix seconds). `by`: the name of who said so, "" where it was they themselves. */
export interface OnCallView {
  readonly team: string;
  readonly person: string;
  readonly name: string;
  readonly until: number;
  readonly by: string;
}
/** How long questions waited in a month that is over; `count` 0: fewer than five, so no times are told. */
export type WaitView = OutputOf<(typeof endpoints)['telling']['waits']>['waits'][number];
/** Whether the mail server, or the push service, took a notice; why not, in its own words. */
export type HandedOverView = OutputOf<(typeof endpoints)['telling']['try']>;

/** Where the link of a notice leads its own person. `ended`: they may not read any more what it was about. */
export type NoticePlace =
  | { readonly leads: 'test' | 'ended' | 'register' | 'waiting' }
  | { readonly leads: 'case'; readonly id: string }
  | { readonly leads: 'request'; readonly id: string };

/** What of the desk is asked: the requests of a clinician's own, each from a case. */
export interface OwnRequests {
  readonly requests: {
    readonly own: {
      readonly rows: readonly { readonly ledger: string; readonly room: string }[];
      follow(): Promise<unknown>;
    };
  };
}
