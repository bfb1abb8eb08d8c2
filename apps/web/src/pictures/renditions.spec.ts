import { fit } from './renditions';

test('a rendition keeps the shape and never grows', () => {
  expect(fit({ width: 4032, height: 3024 }, 2560)).toEqual({ width: 2560, height: 1920 });
  expect(fit({ width: 640, height: 480 }, 2560)).toEqual({ width: 640, height: 480 });
  expect(fit({ width: 9000, height: 1 }, 480)).toEqual({ width: 480, height: 1 });
});
