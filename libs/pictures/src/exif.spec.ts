import { asByte, asLong, asTwo, plantedExif } from '@consilium/testkit/pictures';
import { readExif } from './exif';

test('how a picture is turned is read from one SHORT, and from nothing else', () => {
  expect(readExif(plantedExif(6)).orientation).toBe(6);
  for (const turn of [asLong, asByte, asTwo]) expect(readExif(plantedExif(6, turn)).orientation).toBe(1);
  for (const none of [0, 9]) expect(readExif(plantedExif(none)).orientation).toBe(1);
});
