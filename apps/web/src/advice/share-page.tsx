import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Problem } from '@consilium/domain';
import { useDraft } from '../drafts';
import { ErrorSummary, PageTitle, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { MembershipNotice, useMembership } from '../sign-in';
import type { PersonView, RoomView, ShareDraft } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { CheckAnswers } from './check-answers';
import { isWhole, unwritten } from './share-answers';
import { ShareForm } from './share-form';

/** Asking for an outside colleague: which pictures, who, what they will read, and what the adviser needs to know. */
export function SharePage(): ReactNode {
  const { room = '' } = useParams({ strict: false });
  const view = useView(['room', room], (door) => door.room(room));
  const colleagues = useView(['register', 'outside'], (door) => door.outsideColleagues());
  if (view.data === undefined || colleagues.data === undefined) {
    return <ErrorSummary problems={problemsOf(view.error ?? colleagues.error)} />;
  }
  const { share } = view.data.may;
  return (
    <>
      <PageTitle
        over={view.data.title}
        lead="Your defence organisation advises first. Its adviser reads your dossier and sees no picture. That an outside colleague waits for this is this service’s rule, stricter than the GMC’s for direct care."
      >
        Ask an outside colleague
      </PageTitle>
      {share === true ? (
        <Steps view={view.data} colleagues={colleagues.data} />
      ) : (
        <CannotAsk says={share} isOwner={view.data.as === 'owner'} />
      )}
    </>
  );
}

/** The owner whose own organisation has not confirmed them reads what they can do meanwhile. */
function CannotAsk({ says, isOwner }: { readonly says: string; readonly isOwner: boolean }): ReactNode {
  const me = useMembership();
  return isOwner && me?.membership === 'waits' ? <MembershipNotice /> : <StatusLine tone="warning">{says}</StatusLine>;
}

interface StepsProps {
  readonly view: RoomView;
  readonly colleagues: readonly PersonView[];
}

function Steps({ view, colleagues }: StepsProps): ReactNode {
  const draft = useDraft(['share', view.room], unwritten(view));
  const [isChecking, setChecking] = useState(false);
  const navigate = useNavigate();
  const send = useAct(
    (door, whole: ShareDraft) => door.share(whole),
    () => {
      draft.sent();
      void navigate({ to: '/cases/$room', params: { room: view.room } });
    },
  );
  const { value } = draft;
  // An adviser says that the organisation's newest key did not open: sending it all the same is this person's to say.
  const isAsked = send.error instanceof Problem && send.error.details['reason'] === 'organisation-key-reported';
  if (!isChecking || !isWhole(value)) {
    return (
      <ShareForm
        view={view}
        colleagues={colleagues}
        draft={value}
        onChange={draft.set}
        onCheck={() => {
          setChecking(true);
        }}
      />
    );
  }
  return (
    <>
      <ErrorSummary title="Not sent; everything you wrote is still here" problems={problemsOf(send.error)} />
      <CheckAnswers
        view={view}
        draft={value}
        recipient={colleagues.find(({ person }) => person === value.recipient)}
        isBusy={send.isBusy}
        onBack={() => {
          setChecking(false);
        }}
        isAsked={isAsked}
        onSend={() => {
          send.run(isAsked ? { ...value, despiteReport: true } : value);
        }}
      />
    </>
  );
}
