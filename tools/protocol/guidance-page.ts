import { guidanceMoments, guidanceRules, type GuidanceMoment, type GuidanceRule } from '@consilium/domain';
import { sourcesOf } from './codes-page';
import { generated, page } from './page';

const momentWords: Readonly<Record<GuidanceMoment, string>> = {
  post: 'a picture is posted',
  inside: 'colleagues of the organisation see it',
  outside: 'it goes to a colleague outside',
  teaching: 'that is for learning',
  opinion: 'an opinion is filed',
  close: 'the case is closed',
};

const judgeWords: Readonly<Record<GuidanceRule['judgedBy'], string>> = {
  service: 'service and clients',
  clients: 'clients',
};

const effectsOf = ({ effects }: GuidanceRule): string =>
  guidanceMoments.flatMap((at) => (effects[at] === undefined ? [] : [`${effects[at]} at ${at}`])).join('; ');

const cellsOf = (rule: GuidanceRule): readonly string[] => [
  ...[rule.id, String(rule.since), rule.brokenWhere, effectsOf(rule)],
  ...[rule.sentence, sourcesOf(rule), judgeWords[rule.judgedBy]],
];

const head = ['rule', 'since', 'what it looks at', 'effect', 'what is said', 'from', 'judged by'];

/** As Prettier writes a table: every cell as wide as the widest of its column. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const numberOf = ({ id }: GuidanceRule): number => Number(id.slice(1));

/** The guidance as a table people can read. */
export function guidancePage(): string {
  const inOrder = guidanceRules.toSorted((one, other) => numberOf(one) - numberOf(other));
  return page(
    '# The guidance as rules',
    generated('the table of guidance (`libs/domain/src/guidance`)'),
    'What the guidance says of pictures of patients, as far as a rule can hold it. The service and every client run the same table; a screen that blocks, warns or asks shows the rule, and “Why” opens what it rests on. A rule is told in its own sentence, the hardest first. **Blocks**: it is refused. **Warns**: it is said, and left to whoever acts. **Asks**: a second adviser signs too.',
    `The moments: ${guidanceMoments.map((at) => `\`${at}\`, ${momentWords[at]}`).join('; ')}.`,
    '**Judged by**: the service sees what stands open in the record, and refuses by that. What is sealed (the words of a request or an opinion, the age of a patient) or recorded nowhere (that a patient objects before anything was posted) is judged by clients alone: a client that leaves it out is found out by no service. Nobody checks that what a clinician records is so.',
    '**Since**: the version of the rules that has it. The paragraphs are those of the documents named, as they were read for this table; look at the document before you rely on a number. Of how a picture was taken, **mode**, **elsewhere** and **left** are what [the rules of rooms](protocol/rules-room.md#how-a-picture-was-taken) call so.',
    table(inOrder.map(cellsOf)),
  );
}
