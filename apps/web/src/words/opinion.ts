import { sayWord, type OpinionOutcome } from '@consilium/domain';
import type { Content, OpinionView, OutcomeText } from '../vault/door';
import { confidenceWords, examinationWords, inPersonWords, urgencyWords } from './case';
import { pictureName, renditionWords } from './picture';

/** What an opinion says beside its impression, line by line. */
export function opinionLines(opinion: OpinionView): { readonly name: string; readonly value: string }[] {
  return [
    { name: 'Sure', value: sayWord(confidenceWords, opinion.confidence) },
    { name: 'Examined', value: sayWord(examinationWords, opinion.examined) },
    { name: 'Advice', value: opinion.advice },
    { name: 'Seen in person', value: sayWord(inPersonWords, opinion.inPerson) },
    { name: 'How soon', value: sayWord(urgencyWords, opinion.urgency) },
    { name: 'Next', value: opinion.nextAction },
    { name: 'Who does it', value: opinion.nextActor },
    { name: 'Limits', value: opinion.limits },
  ];
}

/** What became of what an opinion was about, as it is chosen and as it reads. */
export const outcomeWords = {
  'as-said': 'As the opinion said, and confirmed',
  'advice-followed': 'The advice was followed; not confirmed yet',
  'other-than-said': 'It turned out to be something else',
  'outcome-not-known': 'Not known',
} as const satisfies Record<OpinionOutcome, string>;

/** What became of it, in one line with the words beside it. */
export const outcomeLine = ({ unreadable, value }: Content<OutcomeText>): Content<string> =>
  unreadable === undefined
    ? { value: `${sayWord(outcomeWords, value.said)}${value.words === '' ? '' : `: ${value.words}`}` }
    : { unreadable };

/** Which pictures an opinion rests on, by number, each with how much of it its author opened. */
export function restsOn({ reliesOn }: OpinionView): string {
  const pictures = reliesOn.map(({ picture, rendition }) => `${pictureName(picture)} (${renditionWords[rendition]})`);
  return pictures.join(', ') || 'The question alone';
}
