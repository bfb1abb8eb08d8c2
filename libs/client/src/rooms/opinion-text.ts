import { confidences, examinations, inPersonNeeds, urgencies } from '@consilium/domain';
import type { Content } from '../replicas/content';
import { anObject, aText, aWord, readJson } from '../replicas/sealed-json';
import type { OpinionDraft, OpinionText } from './views';

const opinion = anObject<OpinionText>({
  impression: aText,
  confidence: aWord(confidences),
  examined: aWord(examinations),
  inPerson: aWord(inPersonNeeds),
  advice: aText,
  urgency: aWord(urgencies),
  limits: aText,
  nextAction: aText,
});

/** Reads an opinion as its author's device sealed it. */
export const readOpinion = (text: string): Content<OpinionText> => readJson(text, opinion);

/** What is sealed of an opinion: its fields and nothing else, or nobody could read it. */
export function opinionText(draft: OpinionDraft): string {
  const { impression, confidence, examined, inPerson, advice, urgency, limits, nextAction } = draft;
  const said = { impression, confidence, examined, inPerson };
  return JSON.stringify({ ...said, advice, urgency, limits, nextAction } satisfies OpinionText);
}
