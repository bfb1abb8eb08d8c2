import { ageBands, urgencies } from '@consilium/domain';
import type { Content } from '../replicas/content';
import { anObject, aText, aTextOrNone, aWord, readJson } from '../replicas/sealed-json';
import type { CaseForm, CaseFormView } from './views';

const form = anObject<CaseFormView>({
  title: aText,
  specialty: aText,
  urgency: aWord(urgencies),
  ageBand: aWord(ageBands),
  question: aText,
  responsible: aText,
  history: aText,
  examination: aText,
  medicines: aText,
  team: aTextOrNone,
  teamName: aTextOrNone,
  onCall: aTextOrNone,
});

/** Reads the case form as its owner's device sealed it. */
export const readCaseForm = (text: string): Content<CaseFormView> => readJson(text, form);

/** What is sealed of a form: its fields and nothing else, or nobody could read it. */
export function caseFormText(given: CaseForm): string {
  const { title, specialty, question, responsible, history = '', examination = '', medicines = '' } = given;
  const { team = '', teamName = '', onCall = '' } = given;
  const said = <W extends string>(word: W | 'not-said'): W | '' => (word === 'not-said' ? '' : word);
  const [urgency, ageBand] = [said(given.urgency), said(given.ageBand)];
  return JSON.stringify({
    ...{ title, specialty, urgency, ageBand, question, responsible },
    ...{ history, examination, medicines },
    // A form that asks no team is read by builds that know of none.
    ...(team === '' ? {} : { team, teamName, onCall }),
  });
}
