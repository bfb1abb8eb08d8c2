import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo } from 'react';
import { keepNow } from '../drafts';
import { goesOnWithout } from '../offline';
import { notePlace, returnToPlace } from '../platform/place-before-lock';
import { type Door, lockVault, type MeView, type RenewedView } from '../vault/door';
import { useVaultAnnouncements, useView } from '../vault/use-vault';
import { useIdle } from '../platform/use-idle';
import { useOneTab } from './use-one-tab';

export interface Session {
  readonly state: 'starting' | 'set-up' | 'signed-out' | 'locked' | 'open' | 'unreachable';
  readonly me: MeView | undefined;
  /** Seconds this device's clock differs from the service's; more than two minutes is said on screen. */
  readonly clockOffSeconds: number;
  /** They are more than ten minutes apart, and nobody has said which is right. */
  readonly clocksApart: boolean;
  readonly problem: Error | null;
  /** Somebody said that this device is their own. */
  readonly isOwnDevice: boolean;
  /** Locked here because this person works in another tab of this browser. */
  readonly isElsewhere: boolean;
  /** Locked here because this person's keys were renewed on another device. */
  readonly renewed: RenewedView | undefined;
  /** Forgets every key, text and pixel on this page; the passkey opens it again. */
  readonly lock: () => void;
}

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  useVaultAnnouncements();
  const client = useQueryClient();
  const { data, error } = useView(['session'], (door) => door.state());
  const person = useWhoIsIn(data);
  const lockAtOnce = useCallback(() => {
    if (person !== '') notePlace(person);
    lockVault();
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    void client.resetQueries({ queryKey: ['session'] });
  }, [client, person]);
  const lock = useCallback(() => void keepNow().then(lockAtOnce), [lockAtOnce]);
  const isOpen = person !== '';
  const renewed = data?.renewed;
  useEmptied(renewed);
  useForgottenWords(isOpen);
  const isElsewhere = useOneTab(data?.me?.person, data?.state, lockAtOnce);
  const isOwnDevice = data?.isOwnDevice ?? false;
  useIdle(isOwnDevice ? 'own' : 'shared', isOpen, lock);
  const session = useMemo<Session>(
    () => ({ ...shownOf(data, error), isElsewhere, lock }),
    [data, error, isElsewhere, lock],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

type State = Awaited<ReturnType<Door['state']>> | undefined;

function stateOf(data: State, problem: Error | null): Session['state'] {
  if (data === undefined) return problem === null ? 'starting' : 'unreachable';
  // Without the service no keys are opened; what is kept here can be.
  const isAway = data.state === 'locked' && data.renewed === undefined && goesOnWithout(problem);
  return isAway ? 'unreachable' : data.state;
}

/** What the vault says of itself; before it said anything, nothing. */
function shownOf(data: State, problem: Error | null): Omit<Session, 'isElsewhere' | 'lock'> {
  const { me, renewed, clockOffSeconds = 0, clocksApart = false, isOwnDevice = false } = data ?? {};
  return { state: stateOf(data, problem), me, renewed, clockOffSeconds, clocksApart, isOwnDevice, problem };
}

/** Whose keys are open, "" for nobody's. Once they are open again, a page goes back to where it was read. */
function useWhoIsIn(data: State): string {
  const person = data?.state === 'open' ? (data.me?.person ?? '') : '';
  useEffect(() => (person === '' ? undefined : returnToPlace(person)), [person]);
  return person;
}

/** A field that grows measures its words in a hidden one of the page's own, which would hold them beyond the lock. */
function useForgottenWords(isOpen: boolean): void {
  useEffect(() => {
    if (isOpen) return;
    for (const field of document.querySelectorAll<HTMLTextAreaElement>('body > textarea[aria-hidden]')) {
      field.value = '';
      field.remove();
    }
  }, [isOpen]);
}

/** The vault locked itself for new keys made elsewhere: what it had opened goes from the page, too. */
function useEmptied(renewed: RenewedView | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (renewed === undefined) return;
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  }, [renewed, client]);
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession outside SessionProvider');
  return session;
}

/** The service's time, in Unix seconds: what is signed has nothing of a device's wrong clock. */
export function useServiceNow(): () => number {
  const { clockOffSeconds } = useSession();
  return () => Math.floor(Date.now() / 1000) - clockOffSeconds;
}
