import {
  attestedSeconds,
  attestations,
  authorities,
  authorityFacts,
  captureModes,
  consentScopes,
  deviceOwners,
  dutyFlags,
  explanations,
  followUps,
  manyPictures,
  pictureSources,
  policyBases,
  type AuthorityFact,
  type Capture,
} from '@consilium/domain';
import type { GoldenWorld } from './golden';

type GoldenStep = GoldenWorld['steps'][number];
/** A golden step with something in it changed, and in words what. */
export type OtherStep = readonly [what: string, step: GoldenStep];

/** Numbers from 0 up to 1, the same ones each time. */
export function* lots(seed: number): Generator<number, never> {
  for (let value = seed; ;) {
    value = (value * 48_271) % 2_147_483_647;
    yield value / 2_147_483_647;
  }
}

/** So many other consents are tried in the place of each. */
const mostConsents = 36;
/** So many other ways in which each picture was taken. */
const mostCaptures = 40;

/**
 * Consents that speak of every authority, most of what is asked of it answered, once or twice, and of each flag that it is so,
 * that it is not, both, or neither.
 */
export function* otherConsents(step: GoldenStep): Generator<OtherStep> {
  if (step.entry.type !== 'consent') return;
  const lot = lots(step.entry.seq + 1);
  const isDrawn = (part: number): boolean => lot.next().value < part;
  for (let number = 0; number < mostConsents; number++) {
    const authority = authorities[number % authorities.length] ?? 'said-yes';
    const answers = followUps[authority].flatMap(({ answers: each, takesSeveral }) => {
      const from = Math.floor(lot.next().value * each.length);
      const count = isDrawn(0.85) ? 1 + Number(isDrawn(takesSeveral === true ? 0.5 : 0.1)) : 0;
      return Array.from({ length: count }, (_, at) => each[(from + at) % each.length] as AuthorityFact);
    });
    const strange = isDrawn(0.1) ? authorityFacts.slice(number % authorityFacts.length).slice(0, 1) : [];
    const body = {
      ...(step.body as object),
      authority,
      facts: [...new Set([...answers, ...strange])].toSorted(),
      scopes: consentScopes.filter((scope) => isDrawn(scope === 'capture' ? 0.9 : 0.7)),
      flags: dutyFlags.filter(() => isDrawn(0.15)),
      ruledOut: dutyFlags.filter((flag) => isDrawn(flag === 'child' ? 0.1 : 0.8)),
      explained: explanations.filter(() => isDrawn(0.95)).toSorted(),
      attested: attestations.filter(() => isDrawn(0.6)).toSorted(),
    };
    const ruledOut = isDrawn(0.1) ? body.ruledOut : body.ruledOut.filter((flag) => !body.flags.includes(flag));
    yield [`consent ${String(number)}, ${authority}`, { ...step, body: { ...body, ruledOut } }];
  }
}

/** Pictures taken in every way, under whatever policy, some of it not as the hospital says. */
export function* otherCaptures(step: GoldenStep): Generator<OtherStep> {
  if (step.entry.type !== 'picture') return;
  const lot = lots(step.entry.seq + 1);
  const one = <T>(from: readonly T[]): T => from[Math.floor(lot.next().value * from.length)] as T;
  for (let number = 0; number < mostCaptures; number++) {
    const before = step.body as { readonly capture: Capture };
    const isAsItIs = lot.next().value < 0.5;
    const stated = isAsItIs
      ? {}
      : { policy: one(policyBases), version: one([0, 1, 2]), says: one(['', ...captureModes]) };
    const attestedAt =
      step.entry.at + one([-attestedSeconds - 1, -attestedSeconds, 1 - attestedSeconds, 0, 0, 0, 0, 1]);
    const capture = { ...before.capture, ...stated, attestedAt };
    const more = { device: one(deviceOwners), source: one(['', ...pictureSources]) };
    yield [`capture ${String(number)}`, { ...step, body: { ...before, capture: { ...capture, ...more } } }];
  }
}

/** Clearances of one signature that need a second, and others that do not. */
export function* otherClearances(step: GoldenStep): Generator<OtherStep> {
  const verified = step.facts.clearance;
  if (verified === undefined) return;
  const { clearance, hash, first } = verified;
  const many = Array.from({ length: manyPictures }, () => clearance.threads).flat();
  const changes = [
    ...dutyFlags.map((flag) => ({ flags: [flag] })),
    { threads: many.slice(0, manyPictures - 1) },
    { threads: many.slice(0, manyPictures) },
  ];
  for (const [number, change] of changes.entries()) {
    const other = { clearance: { ...clearance, ...change }, hash, first };
    yield [`clearance ${String(number)} by one`, { ...step, facts: { ...step.facts, clearance: other } }];
  }
}
