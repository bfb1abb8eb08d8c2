import { isOver, openFor } from './offline-limits';

const synced = Date.UTC(2026, 10, 30, 9);
const hour = 3_600_000;
const times = { synced, until: Number.MAX_SAFE_INTEGER, seen: synced };

test.each([
  ['just kept', times, synced, false],
  ['24 hours later to the millisecond', times, synced + openFor, false],
  ['a millisecond more', times, synced + openFor + 1, true],
  ['days later', times, synced + 72 * hour, true],
  ['when the registration ends', { ...times, until: synced + hour }, synced + hour, true],
  ['until then', { ...times, until: synced + hour }, synced + hour - 1, false],
  ['the clock corrected by a minute', { ...times, seen: synced + hour }, synced + hour - 60_000, false],
  ['the clock set back to when it was kept', { ...times, seen: synced + 23 * hour }, synced + hour, true],
  ['the clock set back before it was kept', times, synced - hour, true],
  ['a time that is none', { ...times, synced: Number.NaN }, synced, true],
  ['a clock that says nothing', times, Number.NaN, true],
])('%s: over %#', (_, of, now, expected) => {
  expect(isOver(of, now)).toBe(expected);
});
