import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { firefox } from '@playwright/test';
import { closesAtTheEnd } from '@consilium/testkit';
import { freePort } from '../../../tools/embedded/free-port';
import { collectViolations, type RunningSystem, type VirtualAuthenticator } from '../support';
import { allowedOrigins, type Person } from '../story/people';
import { openMarionette, type Marionette } from './marionette';

/** The Firefox of this machine, or nothing: FIREFOX_PATH, Debian's, any. */
export const installedFirefox = [process.env['FIREFOX_PATH'], 'firefox-esr', 'firefox'].find(
  (each) => each !== undefined && spawnSync(each, ['--version']).status === 0,
);

const quiet = {
  // A service it would ask for news while the test runs.
  'app.normandy.enabled': false,
  'nimbus.rollouts.enabled': false,
  'browser.backup.enabled': false,
  'services.settings.server': 'data:,',
};

const software = {
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
};

async function passkeysOf(marionette: Marionette): Promise<VirtualAuthenticator> {
  const added = (await marionette.send('WebAuthn:AddVirtualAuthenticator', {
    protocol: 'ctap2_1',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserConsenting: true,
    isUserVerified: true,
  })) as { readonly value: string };
  const authenticatorId = added.value;
  const held = async (): Promise<readonly object[]> => {
    const answer = (await marionette.send('WebAuthn:GetCredentials', { authenticatorId })) as { value: object[] };
    return answer.value;
  };
  const take = (): Promise<void> =>
    Promise.reject(new Error('No test gives a passkey of Firefox’s to another browser'));
  return {
    count: async () => (await held()).length,
    verifiesPerson: async (isUserVerified) => {
      await marionette.send('WebAuthn:SetUserVerified', { authenticatorId, isUserVerified });
    },
    remove: async () => {
      await marionette.send('WebAuthn:RemoveVirtualAuthenticator', { authenticatorId });
    },
    shareWith: take,
    take,
  };
}

/**
 * Over WebDriver BiDi Playwright writes the value of a field itself, which React takes for its own doing and leaves. Here it
 * is the browser that inserts the text, as at a keyboard.
 */
function inPage(): void {
  Object.defineProperty(globalThis, '__pw_bidiInsertText', {
    get: () => (text: string) => {
      // The only way a page has to insert as a person would.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      document.execCommand('insertText', false, text);
    },
    set: () => undefined,
  });
}

/**
 * One person at a Firefox of their own, as it is installed: one process each, since its passkeys are the whole browser's, and
 * would be asked about where two people made some.
 */
export async function openAtFirefox(system: RunningSystem, name: string): Promise<Person> {
  const port = await freePort();
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: join(__dirname, 'gate.cjs'),
    args: ['--marionette'],
    env: { ...process.env, FIREFOX_PATH: installedFirefox },
    firefoxUserPrefs: { ...quiet, ...software, 'marionette.port': port },
  });
  closesAtTheEnd(() => browser.close());
  const marionette = await openMarionette(port);
  const passkeys = await passkeysOf(marionette);
  // Firefox knows no such thing as a page of a telephone; the size is kept.
  const context = await browser.newContext({ isMobile: false, hasTouch: false });
  const page = await context.newPage();
  await page.addInitScript(inPage);
  const violations = await collectViolations(page, { origins: await allowedOrigins(system.origin) });
  return { name, context, page, passkeys, violations, words: [] };
}
