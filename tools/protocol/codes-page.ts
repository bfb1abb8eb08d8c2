import {
  guidanceRules,
  refusal,
  refusalCodes,
  guidanceMoments,
  type GuidanceMoment,
  type GuidanceRule,
} from '@consilium/domain';
import { generated, page } from './page';

/** Where a rule comes from, in one line. */
export function sourcesOf({ sources }: Pick<GuidanceRule, 'sources'>): string {
  return sources.map(({ document, paras }) => (paras === undefined ? document : `${document}, ${paras}`)).join('; ');
}

/** When a rule refuses, in their order. */
export const blocksAt = ({ effects }: Pick<GuidanceRule, 'effects'>): readonly GuidanceMoment[] =>
  guidanceMoments.filter((at) => effects[at] === 'blocks');

/** What every reader of a case judges: the rest looks at what is sealed, or warns. */
export const judgedByAll: readonly GuidanceRule[] = guidanceRules.filter(
  (rule) => rule.judgedBy === 'service' && blocksAt(rule).length > 0,
);

const lineOf = (rule: GuidanceRule): string =>
  `- ${rule.id}, at ${blocksAt(rule).join(' and ')}: ${rule.sentence} (${sourcesOf(rule)})`;

/** Every way in which a rule book refuses, in the words a person reads. */
export function codesPage(): string {
  return page(
    '# Every refusal of the rule books',
    generated('`libs/domain/src/kernel/refusal-words.ts` and the table of guidance'),
    'Whoever judges has to refuse; by which code is for the person who reads it, and where two things are wrong another reader may name the other. Each code has a vector that it refuses, `libs/domain/vectors/rules-1/refused/CODE.json` ([vectors.md](vectors.md)). What the bytes are refused for before a rule book is asked stands in [reading.md](reading.md#codes).',
    refusalCodes.map((code) => `- \`${code}\`: ${refusal(code).message}`).join('\n'),
    '## Guidance',
    'In the order in which they are asked: the first that is broken is told, in its own sentence, under `consent-not-accepted` when a consent is recorded (`post`) and under `consent-not-for-sharing` when a picture is to go outside, for learning too (`teaching`); of how it was taken, under `picture-not-allowed` at `post` and `picture-not-for-sharing` at `outside`. What breaks each stands in [rules-room.md](rules-room.md#guidance); the whole table, with what clients alone look at, in [guidance.md](../guidance.md).',
    judgedByAll.map(lineOf).join('\n'),
  );
}
