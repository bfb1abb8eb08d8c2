import type { CDPSession, Page } from '@playwright/test';

/** A passkey provider inside the browser that agrees to everything at once. */
export interface VirtualAuthenticator {
  /** How many passkeys it holds. */
  readonly count: () => Promise<number>;
  /** Whether it verifies the person (a finger, a face) from now on. */
  readonly verifiesPerson: (does: boolean) => Promise<void>;
  readonly remove: () => Promise<void>;
}

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
    count: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    verifiesPerson: async (does) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: does });
    },
    remove: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },
  };
}
