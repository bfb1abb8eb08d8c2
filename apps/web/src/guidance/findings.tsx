import type { ReactNode } from 'react';
import type { GuidanceEffect, GuidanceFinding } from '@consilium/domain';
import { StatusLine, type Tone } from '../platform/kit';
import classes from './findings.module.css';

const tones = { blocks: 'bad', warns: 'warning', asks: 'waiting' } as const satisfies Record<GuidanceEffect, Tone>;

const effectWords = {
  blocks: 'It stays as it is until this is put right.',
  warns: 'It goes on all the same; you decide.',
  asks: 'Somebody else signs too.',
} as const satisfies Record<GuidanceEffect, string>;

const sourceOf = ({ document, paras }: GuidanceFinding['sources'][number]): string =>
  paras === undefined ? document : `${document}, ${/[–,\s]/u.test(paras) ? 'paras' : 'para'} ${paras}`;

/** What is said to whoever acts, hardest first; "Why" opens the rule and the paragraph it rests on. */
export function Findings({ findings }: { readonly findings: readonly GuidanceFinding[] }): ReactNode {
  return findings.map((finding) => (
    <StatusLine key={`${finding.id} ${finding.sentence}`} tone={tones[finding.effect]} isLive>
      {finding.sentence}
      <Why finding={finding} />
    </StatusLine>
  ));
}

function Why({ finding: { id, effect, sources } }: { readonly finding: GuidanceFinding }): ReactNode {
  return (
    <details className={classes.why}>
      <summary>Why</summary>
      <p>
        Rule {id}: {sources.map(sourceOf).join('; ')}. {effectWords[effect]}
      </p>
    </details>
  );
}
