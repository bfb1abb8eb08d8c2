const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android phone'],
  [/Windows/, 'Windows computer'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux computer'],
];
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(?:e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const nameIn = (list: typeof systems, agent: string, otherwise: string): string =>
  list.find(([pattern]) => pattern.test(agent))?.[1] ?? otherwise;

/** "Chrome on Windows computer": what the device list shows; nothing that tells one computer from another. */
export function deviceName(agent: string = navigator.userAgent): string {
  return `${nameIn(browsers, agent, 'Browser')} on ${nameIn(systems, agent, 'a computer')}`;
}
