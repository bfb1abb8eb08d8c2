import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Card } from '../platform/kit';
import classes from './help.module.css';

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of the published list of every file's hash: what an auditor compares with the release. */
async function manifestHash(): Promise<string> {
  const answer = await fetch('/integrity-manifest.json', { cache: 'no-store' });
  if (!answer.ok) throw new Error('The list of file hashes could not be read.');
  return hex(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer()));
}

export function About(): ReactNode {
  const { data } = useQuery({ queryKey: ['about'], queryFn: manifestHash });
  return (
    <Card title="About this version">
      <p className={classes.words}>
        Every file of this page is named, with its hash, in one list. The hash of that list, to compare with the
        published release:
      </p>
      <p className={classes.hash}>{data ?? 'Could not be read here. Reload the page and look again.'}</p>
      <p className={classes.words}>
        A service that sends somebody different code can be found out this way; it cannot be made impossible in a
        browser.
      </p>
      <p className={classes.words}>
        Photos in HEIC are read by libheif and libde265, under the GNU Lesser General Public License:{' '}
        <a href="/licences/libheif.txt">its words, and where their source is</a>.
      </p>
    </Card>
  );
}
