import type { CDPSession, Page } from '@playwright/test';

/** A passkey provider inside the browser that agrees to everything at once. */
export interface VirtualAuthenticator {
  /** How many passkeys it holds. */
  readonly count: () => Promise<number>;
  /** Whether it verifies the person (a finger, a face) from now on. */
  readonly verifiesPerson: (does: boolean) => Promise<void>;
  readonly remove: () => Promise<void>;
  /** Gives another page of the same device what it holds; a PRF secret cannot be given. */
  readonly shareWith: (other: VirtualAuthenticator) => Promise<void>;
  readonly take: (passkeys: readonly HeldPasskey[]) => Promise<void>;
}

/** One passkey as the browser's own protocol states it. */
type HeldPasskey = Awaited<ReturnType<typeof heldBy>>[number];

const heldBy = async (session: CDPSession, authenticatorId: string) =>
  (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;

interface AuthenticatorKind {
  /** `false`: a passkey without the PRF extension, as on older devices. */
  readonly hasPrf?: boolean;
  /** `usb`: a security key. */
  readonly transport?: 'internal' | 'usb';
}

/** Gives a page a virtual authenticator. Its passkeys live as long as the page's context. */
export async function addAuthenticator(
  page: Page,
  { hasPrf = true, transport = 'internal' }: AuthenticatorKind = {},
): Promise<VirtualAuthenticator> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return {
    count: async () => (await heldBy(session, authenticatorId)).length,
    shareWith: async (other) => {
      await other.take(await heldBy(session, authenticatorId));
    },
    take: async (passkeys) => {
      for (const credential of passkeys) await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
    verifiesPerson: async (does) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: does });
    },
    remove: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },
  };
}
