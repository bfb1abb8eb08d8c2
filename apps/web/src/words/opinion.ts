import { sayWord } from '@consilium/domain';
import type { OpinionView } from '../vault/door';
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

/** Which pictures an opinion rests on, by number, each with how much of it its author opened. */
export function restsOn({ reliesOn }: OpinionView): string {
  const pictures = reliesOn.map(({ picture, rendition }) => `${pictureName(picture)} (${renditionWords[rendition]})`);
  return pictures.join(', ') || 'The question alone';
}
