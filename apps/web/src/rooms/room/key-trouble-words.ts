import type { RoomView } from '../../vault/door';

type Trouble = RoomView['keys'][number];

const listed = (names: readonly string[]): string => names.join(names.length === 2 ? ' and ' : ', ');
const of = ({ title }: Pick<Trouble, 'title'>): string => (title === '' ? 'a thread' : `“${title}”`);

const restarting =
  'Begin a new one: it goes to exactly those who may read here. What was written under this one stays with whoever can open it, and shows here when they pass it on.';

/** Where the key opens on this device: who says that it did not on theirs. */
export function reportedWords(trouble: Trouble): string {
  const who = listed(trouble.reportedBy);
  return `${who} could not open the newest key of ${of(trouble)}, begun by ${trouble.begunBy}. This device has it, and gives it again once while the case is open.`;
}

/** What was found with the key itself: which of those it was given to could not open it, and by whose doing. */
export function checkedWords({ spoilt }: Trouble): string {
  if (spoilt.length === 0) return 'Checked here: what could be checked was right.';
  return spoilt.map(({ by, to }) => `Checked here: what ${by} gave ${listed(to)} is not the key.`).join(' ');
}

/** Where it does not: whose key it is, who says the same, and what to do. */
export function missingWords(trouble: Trouble): string {
  const { begunBy, reportedBy, restart } = trouble;
  const others = reportedBy.length === 0 ? '' : ` Reported by ${listed(reportedBy)}.`;
  return `The newest key of ${of(trouble)}, begun by ${begunBy}, did not reach this device.${others} ${restart === true ? restarting : restart}`;
}
