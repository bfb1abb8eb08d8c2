import { heicTypes } from './accepted';

test.each([
  ['a Windows desk', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0', 0, true],
  [
    'a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15',
    0,
    true,
  ],
  ['an Android phone', 'Mozilla/5.0 (Linux; Android 16; Pixel 7) AppleWebKit/537.36 Chrome/142.0 Mobile', 5, true],
  ['an iPhone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari', 5, false],
  ['an iPad', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari', 5, false],
])('on %s the picker offers HEIC unless the system converts it itself', (_, userAgent, maxTouchPoints, isOffered) => {
  expect(heicTypes({ userAgent, maxTouchPoints }).includes('.heic')).toBe(isOffered);
});
