import { Problem } from '@consilium/domain';

export const changedPixels = (): Problem =>
  new Problem(
    'bad-input',
    'This browser changes the pixels of pictures as a protection against tracking. Turn that off for this site, or use another browser, and add the picture again.',
  );
export const tooLargeToCrop = (): Problem =>
  new Problem(
    'bad-input',
    'This browser cannot write a part as large as that. Keep a smaller part, or crop the picture where it came from and add that.',
  );
export const tooLargeToConvert = (): Problem =>
  new Problem(
    'bad-input',
    'This browser cannot convert an HEIC photo as large as this. Share it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible, and take it again) and add that.',
  );
export const outOfMemory = (): Problem =>
  new Problem(
    'bad-input',
    'The browser ran out of memory on this picture. Close other tabs, or export the picture smaller, and add it again.',
  );
export const stopped = (): Problem =>
  new Problem(
    'unavailable',
    'The screen was locked before the picture was ready. Unlock it and add the picture again.',
  );
