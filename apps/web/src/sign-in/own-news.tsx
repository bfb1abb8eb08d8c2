import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorSummary, ExactTime, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { LostNotice, StoppedRegister } from '../restored';
import type { OwnNewsView, RegrantView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { keyWords, notYou } from './key-words';
import { useSession } from './session';

/** What happened to this person's own account without this page: stays until they say that they have seen it. */
export function OwnNews(): ReactNode {
  const { me } = useSession();
  const { data } = useView(['register', 'own'], (door) => door.ownNews());
  if (data === undefined) return null;
  return (
    <>
      {data.alarm !== '' && <StoppedRegister {...data} isOfficer={me?.role === 'officer'} />}
      {data.lost > 0 && <LostNotice lost={data.lost} />}
      {data.replacing.map(({ by, at }) => (
        <StatusLine key={at} tone="warning" isLive>
          {by} proposed other keys for you on <ExactTime at={at * 1000} />. Did you not ask for them? Tell another
          registration officer now: once they confirm them, you cannot sign in with yours.
        </StatusLine>
      ))}
      {data.keys.length > 0 && <Keys keys={data.keys} />}
      <Claims claims={data.claims} />
      {data.regrant !== undefined && <Regrant regrant={data.regrant} />}
      {data.memoryLost && !data.isPutBack && <LostMemory />}
    </>
  );
}

interface AnswerProps {
  readonly says: string;
  readonly isBusy: boolean;
  readonly give: () => void;
}

/** What a person says of a piece of news, which then goes. */
function Answer({ says, isBusy, give }: AnswerProps): ReactNode {
  return (
    <Button variant="default" loading={isBusy} onClick={give}>
      {says}
    </Button>
  );
}

function Keys({ keys }: Pick<OwnNewsView, 'keys'>): ReactNode {
  const seen = useAct((door, _: undefined) => door.ownNewsSeen());
  return (
    <>
      {keys.map(({ what, at }, index) => (
        <StatusLine
          key={`${what} ${String(at)} ${String(index)}`}
          tone="warning"
          isLive
          action={
            index === keys.length - 1 && (
              <Answer says="It was me" isBusy={seen.isBusy} give={() => seen.run(undefined)} />
            )
          }
        >
          {keyWords[what]} on <ExactTime at={at * 1000} />. {notYou[what]}
        </StatusLine>
      ))}
    </>
  );
}

function Claims({ claims: [newest] }: Pick<OwnNewsView, 'claims'>): ReactNode {
  const seen = useAct((door, at: number) => door.ownClaimsSeen(at));
  if (newest === undefined) return null;
  return (
    <StatusLine
      tone="warning"
      isLive
      action={<Answer says="I have seen this" isBusy={seen.isBusy} give={() => seen.run(newest)} />}
    >
      Somebody else gave your number when they joined, on <ExactTime at={newest * 1000} />, and was refused. If you did
      not try to join a second time, tell your registration officer.
    </StatusLine>
  );
}

/** Cases going over to new keys: each is read and written meanwhile as ever. */
function Regrant({ regrant: { done, total, failed } }: { readonly regrant: RegrantView }): ReactNode {
  if (done < total) {
    return (
      <StatusLine tone="waiting" isLive>
        Your cases get your new keys: {done} of {total}. You can go on working; it goes on by itself if you close this
        page.
      </StatusLine>
    );
  }
  if (failed === 0) return null;
  return (
    <StatusLine tone="warning" isLive>
      {failed} of {total} cases still have your former keys. It is tried again when you next open Consilium, and before
      anybody writes there.
    </StatusLine>
  );
}

function LostMemory(): ReactNode {
  const begin = useAct((door, _: undefined) => door.beginMemoryAnew());
  return (
    <>
      <ErrorSummary problems={problemsOf(begin.error)} />
      <StatusLine
        tone="warning"
        isLive
        action={<Answer says="Begin a new list" isBusy={begin.isBusy} give={() => begin.run(undefined)} />}
      >
        The list of what your devices have checked before does not open here, so this device cannot tell whether
        something is missing from your cases. Tell your registration officer first, then begin a new list.
      </StatusLine>
    </>
  );
}
