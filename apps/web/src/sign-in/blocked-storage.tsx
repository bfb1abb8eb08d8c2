import { type ReactNode, useEffect, useState } from 'react';
import { ErrorSummary, StatusLine } from '../platform/kit';

const noCookies =
  'This browser blocks cookies for this site, so nobody can stay signed in. Allow cookies for this site in the settings of the browser, then reload this page.';
const noStorage =
  'This browser keeps no data for this site: whatever is being written or sent is lost when the page closes. Allow stored data for this site in the settings of the browser, and reload this page.';

/** Whether this page may keep something: opened, and taken away again. */
async function mayStore(): Promise<boolean> {
  try {
    await new Promise<void>((resolve, reject) => {
      const asked = indexedDB.open('probe');
      asked.addEventListener('success', () => {
        asked.result.close();
        indexedDB.deleteDatabase('probe');
        resolve();
      });
      asked.addEventListener('error', () => {
        reject(new Error('not stored'));
      });
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * What this browser keeps back, said before anybody makes a passkey, not after. Without cookies nobody goes on; without
 * stored data everything works until the page closes.
 */
export function NeedsStorage({ children }: { readonly children: ReactNode }): ReactNode {
  const [isForgetful, setForgetful] = useState(false);
  useEffect(() => {
    void mayStore().then((may) => {
      setForgetful(!may);
    });
  }, []);
  if (!navigator.cookieEnabled)
    return <ErrorSummary title="Nobody can join or sign in here yet" problems={[{ message: noCookies }]} />;
  return (
    <>
      {isForgetful && (
        <StatusLine tone="warning" isLive>
          {noStorage}
        </StatusLine>
      )}
      {children}
    </>
  );
}
