import { isMailAddress } from './address';

test.each([
  'ada@hospital.example',
  'a.b-c_d+e@mail.hospital.example',
  "o'brien@x.example",
  'ada@xn--bcher-kva.example',
  `${'a'.repeat(64)}@hospital.example`,
  `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(59)}.example`,
])('%s is one', (text) => {
  expect(isMailAddress(text)).toBe(true);
});

test.each([
  '',
  'ada',
  '@hospital.example',
  'ada@hospital',
  'ada@@hospital.example',
  'ada@hospital.example,eve@evil.example',
  'ada@hospital.example\r\nBcc: eve@evil.example',
  'ada@hospital.example\n',
  ' ada@hospital.example',
  'Ada <ada@hospital.example>',
  '"ada eve"@hospital.example',
  'ada@[127.0.0.1]',
  'ada..b@hospital.example',
  '.ada@hospital.example',
  'ada@-hospital.example',
  'ada@hospital.example.',
  'ädä@hospital.example',
  'ada@hospital.example\0',
  `${'a'.repeat(65)}@hospital.example`,
  `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`,
  `ada@${'a.'.repeat(130)}example`,
])('%j is none', (text) => {
  expect(isMailAddress(text)).toBe(false);
});
