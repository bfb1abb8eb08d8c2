/** How often something drawn by lot is tried: ten times as often in the long matrix (`npm run test:all`). */
export function atLength(runs: number): number {
  return process.env['TEST_LONG'] === 'yes' ? 10 * runs : runs;
}
