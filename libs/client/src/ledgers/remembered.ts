/** What a device remembered of a ledger, to be found again in whatever the service shows. */
export interface RememberedHead {
  readonly seq: number;
  readonly hash: string;
}
