import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { isSecondary } from '@consilium/domain';
import { Card, ExactTime } from '../../platform/kit';
import type { ConsentView } from '../../vault/door';
import {
  attestationWords,
  authorityWords,
  explanationWords,
  extraScopeWords,
  factWords,
  listed,
  reachOf,
  reachWords,
} from '../../words';
import { type Before, isChaperone } from './agreement-before';
import classes from './check.module.css';

/** Everything that is said again by saying it of another picture. */
function saidAgain({ authority, facts, scopes, explained, attested }: ConsentView): string[] {
  const reach = reachOf(scopes);
  const also = scopes.filter(isSecondary).map((scope) => extraScopeWords[scope]);
  return [
    [authorityWords[authority], ...facts.map((fact) => factWords[fact])].join(', '),
    ...(reach === '' ? [] : [reachWords[reach]]),
    ...(also.length === 0 ? [] : [`Also agreed to: ${listed(also).toLowerCase()}`]),
    explained.length === 0
      ? 'What was explained is not said'
      : `Explained: ${listed(explained.map((each) => explanationWords[each].toLowerCase()))}`,
    ...attested.filter((each) => !isChaperone(each)).map((each) => attestationWords[each]),
  ];
}

interface SameAgreementProps {
  readonly before: Before;
  readonly onAnother: () => void;
}

/** What was agreed to for the picture before, in words: posting says it again, and nothing else does. */
export function SameAgreement({ before: { number, consent }, onAnother }: SameAgreementProps): ReactNode {
  return (
    <Card title={`The same agreement as for picture ${String(number)}`}>
      <ul className={classes.again}>
        {saidAgain(consent).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={classes.after}>
        Recorded by you, <ExactTime at={consent.takenAt * 1000} />.
      </p>
      <Button variant="default" onClick={onAnother}>
        Ask anew
      </Button>
    </Card>
  );
}
