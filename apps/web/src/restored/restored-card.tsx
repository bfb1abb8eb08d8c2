import type { ReactNode } from 'react';
import { Card } from '../platform/kit';
import { useView } from '../vault/use-vault';
import { OwnList } from './own-list';
import { Against, Records, SaidLine } from './what-was-said';
import classes from './restored.module.css';

/** What officers said was lost, newest first, and what they have to say again. */
export function RestoredCard(): ReactNode {
  const { data } = useView(['register', 'restored'], (door) => door.restored());
  if (data === undefined || data.said.length === 0) return null;
  return (
    <Card title="Put back to an older copy">
      <div className={classes.all}>
        {data.said.map((each) => (
          <section key={each.at} className={classes.said}>
            <SaidLine said={each} />
            <Records records={each.records} />
          </section>
        ))}
        <Against against={data.against} />
        {data.own.length > 0 && (
          <>
            <h3 className={classes.title}>Of what you signed</h3>
            <OwnList own={data.own} />
          </>
        )}
      </div>
    </Card>
  );
}
