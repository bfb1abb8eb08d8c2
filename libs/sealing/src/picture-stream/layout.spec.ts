import * as fc from 'fast-check';
import { CannotOpen } from '../cannot-open';
import { padme } from '../padme';
import {
  headerLength,
  partCount,
  partRange,
  recordCapacity,
  recordCount,
  recordLength,
  recordSlot,
  sealedSize,
} from './layout';

test('Padmé never shortens, adds at most 12 %, and is its own padded length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (length) => {
      expect(padme(length)).toBeGreaterThanOrEqual(length);
      expect(padme(length)).toBeLessThanOrEqual(Math.ceil(length * 1.12));
      expect(padme(padme(length))).toBe(padme(length));
    }),
  );
});

test.each([-1, 1.5, Number.NaN, 2 ** 41])('Padmé is not defined for %p', (length) => {
  expect(() => padme(length)).toThrow(CannotOpen);
});

test('the layout covers every byte once: data in order, then padding, one last record', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (plainLength) => {
      const count = recordCount(plainLength);
      const slots = [0, 1, count - 2, count - 1]
        .filter((index) => index >= 0 && index < count)
        .map((index) => recordSlot(plainLength, index));
      for (const slot of slots) {
        expect(slot.isLast).toBe(slot.index === count - 1);
        expect(slot.dataStart).toBe(Math.min(plainLength, slot.index * recordCapacity));
        if (!slot.isLast) expect(slot.dataLength + slot.paddingLength).toBe(recordCapacity);
      }
      const ranges = Array.from({ length: partCount(plainLength) }, (_, index) => partRange(plainLength, index));
      ranges.forEach((range, index) => {
        expect(range.from).toBe(ranges[index - 1]?.to ?? 0);
      });
      expect(ranges.at(-1)?.to).toBe(sealedSize(plainLength));
      expect(ranges[0]?.to).toBeLessThanOrEqual(headerLength + 32 * recordLength);
    }),
  );
});

test('the layout has no record or part beyond the last', () => {
  for (const index of [-1, 0.5, 1]) {
    expect(() => recordSlot(10, index)).toThrow(CannotOpen);
    expect(() => partRange(10, index)).toThrow(CannotOpen);
  }
});
