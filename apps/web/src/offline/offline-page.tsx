import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Card, ErrorSummary, PageTitle, StatusLine, timeOrToday } from '../platform/kit';
import { useTitleFocus } from '../platform/page-focus';
import { problemsOf } from '../platform/problems-of';
import { useIdle } from '../platform/use-idle';
import { lockVault, type OfflineState, vaultDoor } from '../vault/door';
import { assertPasskey } from '../vault/passkeys';
import { OfflineCaseView, Waiting } from './offline-case';
import classes from './offline.module.css';

const lookEvery = 20_000;
const turns = ['online', 'offline'] as const;

const asked = ['offline'] as const;

function useOffline() {
  return useQuery({ queryKey: asked, queryFn: async (): Promise<OfflineState> => vaultDoor().offline(), gcTime: 0 });
}

/**
 * Whether the service can be reached again, and whether what is read here still counts: looked at by itself from time to time,
 * and when the device says so.
 */
function useReached(): boolean {
  const client = useQueryClient();
  const { data: isReached = false } = useQuery({
    queryKey: ['reached'],
    queryFn: () => vaultDoor().isReached(),
    gcTime: 0,
  });
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState !== 'visible') return;
      void client.invalidateQueries({ queryKey: asked, exact: true });
      void client.invalidateQueries({ queryKey: ['reached'] });
    };
    for (const turn of turns) addEventListener(turn, look);
    document.addEventListener('visibilitychange', look);
    // Asked again and again, the session of a page that only reads here would never be over.
    const timer = setInterval(() => {
      if (isReached) void client.invalidateQueries({ queryKey: asked, exact: true });
      else look();
    }, lookEvery);
    return () => {
      for (const turn of turns) removeEventListener(turn, look);
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, [client, isReached]);
  return isReached;
}

/** Everything while the service cannot be reached. It goes on by itself when it is back, but for whoever is reading here. */
export function OfflinePage(): ReactNode {
  const client = useQueryClient();
  const state = useOffline();
  const isReached = useReached();
  const again = useCallback(() => {
    lockVault();
    client.removeQueries({ queryKey: asked });
    void client.resetQueries({ queryKey: ['session'] });
  }, [client]);
  const isOpen = state.data?.is === 'open';
  useTitleFocus(state.data?.is ?? '');
  const goesOn = isReached && state.data !== undefined && !isOpen;
  useEffect(() => {
    if (goesOn) again();
  }, [goesOn, again]);
  const lock = useCallback(() => {
    lockVault();
    void client.resetQueries({ queryKey: asked });
  }, [client]);
  useIdle('own', isOpen, lock);
  return (
    <div className={classes.page}>
      <ErrorSummary title="This cannot be shown" problems={problemsOf(state.error)} />
      {state.data !== undefined && (
        <Shown
          state={state.data}
          isReached={isReached}
          onBack={again}
          onLock={lock}
          onChange={() => void state.refetch()}
        />
      )}
    </div>
  );
}

interface ShownProps {
  readonly state: OfflineState;
  readonly isReached: boolean;
  readonly onBack: () => void;
  readonly onLock: () => void;
  readonly onChange: () => void;
}

function Shown({ state, isReached, onBack, onLock, onChange }: ShownProps): ReactNode {
  switch (state.is) {
    case 'nothing':
      return <Nothing text="No case is kept on this device, so nothing can be read or sent just now." />;
    case 'over':
      return (
        <Nothing text="What was kept on this device is deleted: the service was last reached more than 24 hours ago, or the clock of this device was set back. Nothing can be read or sent just now." />
      );
    case 'locked':
      return <Locked synced={state.synced} onOpen={onChange} />;
    case 'open':
      return <Open state={state} isReached={isReached} onBack={onBack} onLock={onLock} onChange={onChange} />;
  }
}

function Nothing({ text }: { readonly text: string }): ReactNode {
  return (
    <>
      <PageTitle lead={text}>No connection</PageTitle>
      <StatusLine tone="warning">
        If something is urgent, telephone. This page goes on by itself when the service can be reached again; what you
        were writing waits on this device, sealed, unless this browser keeps nothing.
      </StatusLine>
    </>
  );
}

function NotUpToDate({ synced }: { readonly synced: number }): ReactNode {
  return (
    <StatusLine tone="warning">
      Not up to date since {timeOrToday(synced)}. What was said or changed after that is not here. If something is
      urgent, telephone.
    </StatusLine>
  );
}

function Locked({ synced, onOpen }: { readonly synced: number; readonly onOpen: () => void }): ReactNode {
  const open = useMutation({
    mutationFn: async () => {
      const door = vaultDoor();
      await door.offlineFinish(await assertPasskey(await door.offlineBegin()));
    },
    onSettled: onOpen,
  });
  const forget = useMutation({ mutationFn: () => vaultDoor().forgetOffline(), onSettled: onOpen });
  return (
    <>
      <PageTitle lead="Cases that you opened on this device can be read with your passkey. What you write waits here until the service can be reached.">
        No connection
      </PageTitle>
      <NotUpToDate synced={synced} />
      <Card>
        <ErrorSummary title="Still locked" problems={problemsOf(open.error ?? forget.error)} />
        <div className={classes.actions}>
          <Button
            size="lg"
            loading={open.isPending}
            leftSection={<IconFingerprint size={22} aria-hidden />}
            onClick={() => {
              open.mutate();
            }}
          >
            Read without a connection
          </Button>
          <Button
            size="lg"
            variant="default"
            loading={forget.isPending}
            onClick={() => {
              forget.mutate();
            }}
          >
            Delete what is kept here
          </Button>
        </div>
        <p className={classes.aside}>
          Kept for 24 hours after the service was last reached, then deleted. Drafts and words not sent stay.
        </p>
      </Card>
    </>
  );
}

type OpenState = Extract<OfflineState, { is: 'open' }>;

type OpenProps = Omit<ShownProps, 'state'> & { readonly state: OpenState };

function Open({ state, isReached, onBack, onLock, onChange }: OpenProps): ReactNode {
  const [room, setRoom] = useState('');
  useTitleFocus(room === '' ? 'cases' : room);
  return (
    <>
      {isReached ? <Reached onBack={onBack} /> : <NotUpToDate synced={state.synced} />}
      {room === '' ? (
        <Cases state={state} onOpen={setRoom} onLock={onLock} onChange={onChange} />
      ) : (
        <OfflineCaseView
          room={room}
          words={state.words}
          onChange={onChange}
          onBack={() => {
            setRoom('');
            onChange();
          }}
        />
      )}
    </>
  );
}

/** Whoever is reading or writing here goes on when they are ready. */
function Reached({ onBack }: Pick<ShownProps, 'onBack'>): ReactNode {
  return (
    <StatusLine
      isLive
      action={
        <Button variant="default" onClick={onBack}>
          Go on with the service
        </Button>
      }
    >
      The service can be reached again; what is shown here is not up to date. What you kept to be sent goes once you
      have unlocked.
    </StatusLine>
  );
}

interface CasesProps extends Pick<OpenProps, 'state' | 'onLock' | 'onChange'> {
  readonly onOpen: (room: string) => void;
}

function Cases({ state: { name, cases, words }, onOpen, onLock, onChange }: CasesProps): ReactNode {
  const elsewhere = words.filter((each) => !cases.some(({ room }) => room === each.room));
  return (
    <>
      <PageTitle lead={`Kept on this device for ${name}, for reading only.`}>No connection</PageTitle>
      <Card title="Cases on this device">
        {cases.length === 0 && <p className={classes.words}>No case is kept here.</p>}
        <ul className={classes.cases}>
          {cases.map(({ room, title }) => (
            <li key={room}>
              <Button
                variant="default"
                size="md"
                fullWidth
                className={classes.case ?? ''}
                onClick={() => {
                  onOpen(room);
                }}
              >
                {title}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
      {elsewhere.length > 0 && (
        <Card title="For cases that are no longer here">
          <ul className={classes.items}>
            {elsewhere.map((each) => (
              <Waiting key={each.id} words={each} onChange={onChange} />
            ))}
          </ul>
        </Card>
      )}
      {words.length > 0 && (
        <StatusLine tone="waiting">
          {words.length === 1 ? 'One message waits' : `${String(words.length)} messages wait`} here, not sent.
        </StatusLine>
      )}
      <div className={classes.actions}>
        <Button variant="default" size="md" onClick={onLock}>
          Lock
        </Button>
      </div>
    </>
  );
}
