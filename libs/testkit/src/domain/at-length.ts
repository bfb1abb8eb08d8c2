/** How often something drawn by lot is tried: ten times as often, or `long` times, in the long matrix (`npm run test:all`). */
export function atLength(runs: number, long = 10 * runs): number {
  return process.env['TEST_LONG'] === 'yes' ? long : runs;
}
