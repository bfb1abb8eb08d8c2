/** The newest key of a thread did not open for somebody who was given it, or did not reach this member. */
export interface KeyTroubleView {
  thread: string;
  title: string;
  begunBy: string;
  /** Who say that it did not open, by name. */
  reportedBy: string[];
  /** Whether it opens here. */
  opens: boolean;
  /** Checked here with the key itself: who gave it wrongly, and to whom. Empty where it does not open here. */
  spoilt: { by: string; to: string[] }[];
  /** Whether this member may begin a new key now, or what to do instead; "" where this one opens. */
  restart: string | true;
}
