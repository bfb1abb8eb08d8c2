import type { Bytes } from '@consilium/bytes';
import { openText, type ContentPlace } from '@consilium/sealing';

/**
 * Why sealed words cannot be shown on this device. `no-key`: the key they were sealed with has not come to it yet.
 * `withheld`: their bytes did not come. `broken`: they do not open in their own place. `newer`: they opened, and are of no
 * form this version knows. `not-the-brief`: they are not the words the clearance commits to.
 */
export type Unreadable = 'no-key' | 'withheld' | 'broken' | 'newer' | 'not-the-brief';

/** Sealed words as this device has them: what they say, or why they cannot be shown. Never an empty text in their place. */
export type Content<T> =
  | { readonly value: T; readonly unreadable?: undefined }
  | { readonly value?: undefined; readonly unreadable: Unreadable };

/** Opens one sealed text in its place. `key`: of the generation it names; rejects where this device holds none. */
export async function readContent(
  key: () => Promise<Bytes>,
  place: ContentPlace,
  blob: Bytes | undefined,
): Promise<Content<string>> {
  if (blob === undefined) return { unreadable: 'withheld' };
  const held = await key().catch(() => undefined);
  if (held === undefined) return { unreadable: 'no-key' };
  return openText(held, place, blob).then(
    (value) => ({ value }),
    () => ({ unreadable: 'broken' }),
  );
}

/** What is read from opened words, where they opened. */
export function readAs<T, From = string>(content: Content<From>, read: (opened: From) => Content<T>): Content<T> {
  return content.unreadable === undefined ? read(content.value) : content;
}
