import type { GuidanceRule } from './rule';
import { authorityRules } from './rules/authority';
import { explainingRules } from './rules/explaining';
import { fileRules } from './rules/file';
import { intimateRules } from './rules/intimate';
import { opinionRules } from './rules/opinion';
import { recognisingRules } from './rules/recognising';
import { requestRules } from './rules/request';
import { stopRules } from './rules/stops';
import { takingRules } from './rules/taking';
import { useRules } from './rules/use';
import { withdrawalRules } from './rules/withdrawal';

/**
 * The guidance as rules, in the order in which they are told: the hardest stop first. A rule changes by a row more: the old
 * one ends (`until`), and what was recorded under it stays judged by it.
 */
export const guidanceRules: readonly GuidanceRule[] = [
  ...stopRules,
  ...withdrawalRules,
  ...intimateRules,
  ...authorityRules,
  ...useRules,
  ...explainingRules,
  ...recognisingRules,
  ...takingRules,
  ...fileRules,
  ...requestRules,
  ...opinionRules,
];
