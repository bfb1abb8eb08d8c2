import { IconArrowDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { identifiersNamed } from '@consilium/domain';
import { Card, KeyValueList, PersonBadge } from '../platform/kit';
import { badgeOf, flagWords } from '../words';
import { said } from '../unreadable';
import type { PersonView, RequestView } from '../vault/door';
import classes from './advice.module.css';
import { ConsentFacts } from './consent-facts';
import { History } from './history';
import { purposeWords } from './words';

function Person({ person, does }: { readonly person: PersonView; readonly does: string }): ReactNode {
  return (
    <div className={classes.party}>
      <p className={classes.does}>{does}</p>
      <PersonBadge {...badgeOf(person)} />
    </div>
  );
}

/** Everything the requester supplied, in the order in which it is weighed: who, what for, what was agreed. */
export function RequestFacts({ request }: { readonly request: RequestView }): ReactNode {
  return (
    <>
      <Card title="Who asks, and whom">
        <Person person={request.requester} does="Asks" />
        <IconArrowDown size={20} stroke={1.75} aria-hidden className={classes.arrow ?? ''} />
        <Person person={request.recipient} does="Would see the pictures" />
      </Card>
      <Card title={`What ${request.requester.name} tells you`}>
        <KeyValueList
          rows={[
            { name: 'Purpose', value: purposeWords[request.purpose] },
            { name: 'Why outside', value: request.reasons },
            { name: 'Who inside was asked', value: request.alternatives },
            ...(request.notIdentifiers.length === 0
              ? []
              : [
                  {
                    name: 'Said to identify nobody',
                    value: `What looks like ${identifiersNamed(request.notIdentifiers)}`,
                  },
                ]),
            { name: 'To know', value: request.flags.map((flag) => flagWords[flag]).join(', ') || 'Nothing ticked' },
          ]}
        />
      </Card>
      <Card title="What the colleague would read">
        <blockquote className={classes.brief}>{request.brief}</blockquote>
      </Card>
      <Card title="What was recorded about the pictures">
        <ConsentFacts pictures={request.pictures} />
      </Card>
      {request.questions.length > 0 && <Asked questions={request.questions} />}
      <History lines={request.history} />
    </>
  );
}

const unanswered = (isOver: boolean): string =>
  isOver ? 'No, and it is answered no more: the request was given back' : 'Not yet';

function Asked({ questions }: Pick<RequestView, 'questions'>): ReactNode {
  return (
    <Card title="Asked and answered">
      {questions.map(({ at, question, answer, isOver }) => (
        <div key={at} className={classes.question}>
          <p>
            <strong>Asked:</strong> {said(question, 'The question', 'request')}
          </p>
          <p>
            <strong>Answered:</strong>{' '}
            {answer === undefined ? unanswered(isOver) : said(answer, 'The answer', 'request')}
          </p>
        </div>
      ))}
    </Card>
  );
}
