import type { AgeBand, Urgency } from '@consilium/domain';
import { tooLong } from '../../platform/kit/too-long';
import type { CaseForm, PersonView } from '../../vault/door';
import { chosenAs, listed, titleFrom } from '../../words';

/** What is written of a new case; "" of what is not said. */
export type Draft = Required<Omit<CaseForm, 'urgency' | 'ageBand'>> & {
  urgency: Urgency | '';
  ageBand: AgeBand | '';
  /** Ids of the colleagues who are asked. */
  people: string[];
};

export const emptyDraft: Draft = {
  ...{ title: '', specialty: '', urgency: '', ageBand: '', question: '', responsible: '' },
  ...{ history: '', examination: '', medicines: '', people: [] },
  ...{ team: '', teamName: '', onCall: '' },
};

/**
 * The case as it is sealed: its title is the question’s first words where no other was written. `team`: the one that is
 * asked, under the name it has now.
 */
export function formOf(draft: Draft, team?: { readonly team: string; readonly name: string }): CaseForm {
  const { title, specialty, question, responsible, history, examination, medicines, urgency, ageBand } = draft;
  return {
    title: title.trim() === '' ? titleFrom(question) : title.trim(),
    specialty: specialty.trim(),
    urgency: urgency === '' ? 'not-said' : urgency,
    ageBand: ageBand === '' ? 'not-said' : ageBand,
    question: question.trim(),
    responsible: responsible.trim(),
    history: history.trim(),
    examination: examination.trim(),
    medicines: medicines.trim(),
    ...(team === undefined ? {} : { team: team.team, teamName: team.name, onCall: draft.onCall }),
  };
}

/** What has to be said still, and beside which part of the screen. */
export interface AskingGap {
  readonly at: 'question' | 'more' | 'whom' | 'said';
  readonly message: string;
}

/** Characters each text may have, and what it is called. */
const limits = [
  { key: 'question', at: 'question', most: 4_000, name: 'Your question' },
  { key: 'title', at: 'question', most: 80, name: 'The title' },
  { key: 'history', at: 'more', most: 2_000, name: 'The history' },
  { key: 'examination', at: 'more', most: 2_000, name: 'What was found' },
  { key: 'medicines', at: 'more', most: 1_000, name: 'Medicines and allergies' },
  { key: 'responsible', at: 'said', most: 120, name: 'The consultant’s name' },
] as const satisfies readonly { key: keyof Draft; at: AskingGap['at']; most: number; name: string }[];

/** `asks`: somebody is to be asked; a case can also be opened for oneself. */
export function askingGaps(draft: Draft, asks: boolean): AskingGap[] {
  return [
    ...(draft.question.trim() === '' ? [{ at: 'question', message: 'Write what you want to know.' } as const] : []),
    ...limits.flatMap(({ key, at, most, name }) => {
      const surplus = tooLong(draft[key].trim(), most);
      return surplus === undefined ? [] : [{ at, message: `${name}: ${surplus}` }];
    }),
    ...(asks && draft.people.length === 0 && draft.team === ''
      ? [{ at: 'whom', message: 'Choose whom you ask.' } as const]
      : []),
  ];
}

/** Those asked last come first, the others by name as they come. */
export function inOrderOfAsking(people: readonly PersonView[], asked: readonly string[]): PersonView[] {
  const rank = ({ person }: PersonView): number => {
    const at = asked.indexOf(person);
    return at === -1 ? asked.length : at;
  };
  return people.toSorted((one, other) => rank(one) - rank(other));
}

/** How many are remembered as asked last. */
const remembered = 20;

export const askedNow = (people: readonly string[], before: readonly string[]): string[] =>
  [...new Set([...people, ...before])].slice(0, remembered);

/** "Dr Dunstan Dewberry, Dermatology"; two of one name are told apart by their numbers. */
export function nameIn(person: PersonView, among: readonly PersonView[]): string {
  const isTwice = among.some((each) => each.person !== person.person && each.name === person.name);
  return isTwice ? chosenAs(person) : [person.name, person.specialty].filter((word) => word !== '').join(', ');
}

/** "Ask Dr Dunstan Dewberry": whom the press lets in stands on the button. `team`: what it is asked as, if it is. */
export function askWords(names: readonly string[], team = ''): string {
  if (team !== '') return `Ask ${team}${names.length > 1 ? `: ${String(names.length)} people` : ''}`;
  if (names.length === 0) return 'Ask a colleague';
  return names.length > 2 ? `Ask ${String(names.length)} colleagues` : `Ask ${listed(names)}`;
}
