import type { GalleryPlace } from '../../pictures';
import type { RoomView } from '../../vault/door';
import { listed } from '../../words';
import { afterwards } from './withdrawal-words';

/** What stands in the place of a picture that this person is told of and not shown. */
function notShown({ withdrawn, forOthers, statements }: RoomView): GalleryPlace[] {
  const why: readonly (readonly [number, string])[] = [
    ...withdrawn.map(({ number }) => [number, afterwards.capture] as const),
    ...forOthers.map(
      ({ number, named }) => [number, `Only for ${listed(named)}. Nothing of it is opened for you.`] as const,
    ),
    ...statements
      .filter(({ mine }) => mine)
      .map(({ number }) => [number, 'This picture is not shared with you any more.'] as const),
  ];
  return why.map(([number, whyNot]) => ({ number, picture: undefined, whyNot }));
}

/** Every picture of a case by its number, those that are not shown in their own places. */
export function galleryOf(view: RoomView): GalleryPlace[] {
  const places = new Map<number, GalleryPlace>();
  for (const place of notShown(view)) places.set(place.number, places.get(place.number) ?? place);
  for (const { picture } of view.threads)
    if (picture !== undefined) places.set(picture.number, { number: picture.number, picture, whyNot: '' });
  return [...places.values()].sort((one, other) => one.number - other.number);
}
