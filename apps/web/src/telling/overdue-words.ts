import type { ContactView, OverdueView } from '../vault/door';
import { lengthOf } from '../words';

const absent = 'Whoever was asked is away, and nobody who stands in for them was asked.';

/** What did not come, and in what time: to whoever was asked together with others, that it was. */
export function happened({ is, after, asked }: Pick<OverdueView, 'is' | 'after' | 'asked'>): string {
  if (is === 'absent') return absent;
  if (asked && is === 'unanswered')
    return `You were asked with others, and nobody answered this within ${lengthOf(after)}.`;
  return is === 'unread'
    ? `Nobody read this within ${lengthOf(after)}.`
    : `Nobody answered this within ${lengthOf(after)}.`;
}

export interface Reached {
  readonly whom: string;
  /** "" where it is not said. */
  readonly reach: string;
}

/** Whom to telephone, as the organisation says; where it says nothing, no number is made up. */
export function reachedIn(contacts: readonly ContactView[]): Reached {
  const of = (kind: 'on-call' | 'switchboard'): string => contacts.find((each) => each.kind === kind)?.reach ?? '';
  if (of('on-call') !== '') return { whom: 'Phone who is on call:', reach: of('on-call') };
  if (of('switchboard') !== '') {
    return { whom: 'Phone the switchboard and ask for who is on call:', reach: of('switchboard') };
  }
  return {
    whom: 'Phone your switchboard and ask for who is on call: your organisation gives no number here.',
    reach: '',
  };
}
