import type { ReactNode } from 'react';
import { ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { useView } from '../vault/use-vault';
import { OwnList } from './own-list';
import { ofCase } from './restored-words';
import { Against, Records, SaidLine } from './what-was-said';
import classes from './restored.module.css';

interface WhatWasLostProps {
  /** Left out: of everything. */
  readonly room?: string;
  /** Called where one of one's own is gone to. */
  readonly onGo: () => void;
}

/** Who said what was lost, and what of this person's own was. */
export function WhatWasLost({ room, onGo }: WhatWasLostProps): ReactNode {
  const { data, error } = useView(['register', 'restored'], (door) => door.restored());
  if (data === undefined) {
    return error === null ? <StatusLine isLive>Looking</StatusLine> : <ErrorSummary problems={problemsOf(error)} />;
  }
  const said = room === undefined ? data.said.slice(0, 1) : ofCase(data.said, room);
  const own = room === undefined ? data.own : data.own.filter((each) => each.room === room);
  return (
    <div className={classes.all}>
      {said.map((each) => (
        <section key={each.at} className={classes.said}>
          <SaidLine said={each} />
          <Records records={'record' in each ? [each.record] : each.records} />
        </section>
      ))}
      <h3 className={classes.title}>Of yours</h3>
      <OwnList own={own} onGo={onGo} />
      <Against against={data.against} />
    </div>
  );
}
