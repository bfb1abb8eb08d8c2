import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Right } from '@consilium/domain';
import { Card, ErrorSummary, ExactTime, type KeyValue, KeyValueList, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { RoomView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { anchorWords } from '../../words';
import classes from './room.module.css';

interface InvitationPageProps {
  readonly view: RoomView;
  readonly invitation: NonNullable<RoomView['invitation']>;
}

const rightWords = { read: 'read', answer: 'answer', opinion: 'file an opinion' } as const satisfies Record<
  Right,
  string
>;

/** In the order in which one uses them. */
const rightsIn = (rights: readonly Right[]): string =>
  (Object.keys(rightWords) as Right[])
    .filter((right) => rights.includes(right))
    .map((right) => rightWords[right])
    .join(', ');

function factsOf(invitation: InvitationPageProps['invitation']): KeyValue[] {
  const { pictures, rights, joinBy, memberUntil, conditions } = invitation;
  return [
    {
      name: 'You would see',
      value: `${String(pictures)} ${pictures === 1 ? 'picture' : 'pictures'} and what was said under them`,
    },
    { name: 'You may', value: rightsIn(rights) },
    { name: 'Accept or decline by', value: <ExactTime at={joinBy * 1000} /> },
    { name: 'Access ends', value: <ExactTime at={memberUntil * 1000} /> },
    ...conditions.map((condition, index) => ({ name: `Condition ${String(index + 1)}`, value: condition })),
  ];
}

/** The outcome in its own words, and what it is: advice to whoever asked. */
const leadOf = ({ defence, conditions }: InvitationPageProps['invitation']): string =>
  `A colleague of another organisation asks for your opinion. ${defence}: no medico-legal objection to showing you exactly this${conditions.length === 0 ? '' : ', provided that the conditions below are met'}. That is advice to the colleague who asked, and not clinical approval.`;

/** What an outside colleague sees before saying yes: who asks, how much, until when. No picture and no word of the case. */
export function InvitationPage({ view, invitation }: InvitationPageProps): ReactNode {
  const navigate = useNavigate();
  const accept = useAct((door, _: undefined) => door.acceptInvitation(view.room));
  const decline = useAct(
    (door, _: undefined) => door.declineInvitation(view.room),
    () => void navigate({ to: '/cases' }),
  );
  return (
    <div className={classes.invitation}>
      <PageTitle over={invitation.organisation} lead={leadOf(invitation)}>
        {invitation.by} asks you
      </PageTitle>
      <Card>
        <ErrorSummary problems={problemsOf(accept.error ?? decline.error)} />
        <KeyValueList rows={factsOf(invitation)} />
        <p className={classes.vouched}>{anchorWords(invitation.defence, invitation.isAnchored)}</p>
        <StatusLine tone="warning">
          Not for emergencies. Your opinion is signed, kept with the case, and limited to what you were shown.
        </StatusLine>
        <div className={classes.actions}>
          <Button
            size="lg"
            loading={accept.isBusy}
            onClick={() => {
              accept.run(undefined);
            }}
          >
            Accept and open
          </Button>
          <Button
            size="lg"
            variant="default"
            loading={decline.isBusy}
            onClick={() => {
              decline.run(undefined);
            }}
          >
            Not me, or away
          </Button>
        </div>
      </Card>
    </div>
  );
}
