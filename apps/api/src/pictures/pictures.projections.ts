import { projection } from '../ledgers/projections/projection';

/** Stored renditions of the pictures, by the random name they have in the object store. */
const objects = projection({
  table: 'objects',
  kind: 'room',
  version: 1,
  columns: { object: 'text', room: 'text', thread: 'text', picture: 'text', rendition: 'text' },
  key: ['object'],
  ledger: 'room',
  items: ({ threads }) => threads.values(),
  rowsOf: ({ id: thread, picture }, { id: room }) =>
    picture === undefined
      ? []
      : picture.objects.map(({ id: object, rendition }) => ({
          object,
          room,
          thread,
          picture: picture.entry,
          rendition,
        })),
});

export const pictureProjections = [objects];
