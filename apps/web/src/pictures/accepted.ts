import { pictureTypes } from '@consilium/domain';

/** By type and by name, since many systems know no type for it. */
const offered = ['image/heic', 'image/heif', '.heic', '.heif'];

/**
 * What a picker should offer of phones’ own format. Apple’s phones and tablets convert their photos themselves as long as it is not
 * asked for, in full size, which a page there cannot; an iPad may call itself a Macintosh.
 */
export function heicTypes({
  userAgent,
  maxTouchPoints,
}: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): readonly string[] {
  const convertsItself = /iPhone|iPad|iPod/u.test(userAgent) || (/Macintosh/u.test(userAgent) && maxTouchPoints > 1);
  return convertsItself ? [] : offered;
}

/** What pickers should offer; the bytes decide, not the name. Apart from what reads them: a case offers it, and reads none. */
export const acceptedPictures = (): string => [...pictureTypes, ...heicTypes(navigator)].join(',');
