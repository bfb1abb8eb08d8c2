import { type ChangeEvent, type ReactNode, useState } from 'react';
import { acceptedPictures } from '../../../apps/web/src/pictures/accepted';
import { prepare, type PreparedPicture } from '../../../apps/web/src/pictures/door';
import { CropDialog } from '../../../apps/web/src/pictures/crop-dialog';
import { Card, ErrorSummary, KeyValueList, PictureSurface } from '../../../apps/web/src/platform/kit';
import { Deep } from './deep';

type Desk = { readonly picture?: PreparedPicture; readonly problem?: string };

/** Takes a file through the door and shows what came of it. */
export function PictureDesk(): ReactNode {
  const [{ picture, problem }, setDesk] = useState<Desk>({});
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.currentTarget.files?.[0];
    if (file === undefined) return;
    // What is shown is always of the file chosen last: nobody takes an earlier one for it.
    setDesk({});
    prepare(file).then(
      (ready) => {
        setDesk({ picture: ready });
      },
      (error: unknown) => {
        setDesk({ problem: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
      },
    );
  };
  return (
    <Card title="A picture">
      <label htmlFor="picture-file">Choose a picture</label>{' '}
      <input id="picture-file" type="file" accept={acceptedPictures()} onChange={take} />
      <ErrorSummary problems={problem === undefined ? [] : [{ message: problem }]} />
      {picture !== undefined && (
        <>
          <Cropping
            picture={picture}
            onDone={(made) => {
              setDesk({ picture: made });
            }}
          />
          <Prepared picture={picture} />
        </>
      )}
    </Card>
  );
}

interface CroppingProps {
  readonly picture: PreparedPicture;
  readonly onDone: (picture: PreparedPicture) => void;
}

function Cropping({ picture, onDone }: CroppingProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setOpen(true);
        }}
      >
        Turn or crop
      </button>
      {isOpen && (
        <CropDialog
          picture={picture}
          onDone={onDone}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function Prepared({ picture }: { readonly picture: PreparedPicture }): ReactNode {
  const { thumb, view, original } = picture.renditions;
  const all = { thumb, view, original };
  const sizes = Object.entries(all).map(([name, { width, height, mime, bytes }]) => ({
    name,
    value: `${String(width)} × ${String(height)} ${mime} ${String(bytes.size)} bytes`,
  }));
  return (
    <>
      <PictureSurface caption={`Removed: ${picture.report.summary}`}>
        <img src={picture.previewUrl} alt="Prepared" data-testid="preview" />
      </PictureSurface>
      <img src={picture.thumbUrl} alt="Reduced" data-testid="thumb" />
      <KeyValueList rows={sizes} />
      <Deep key={picture.previewUrl} original={original.bytes} />
    </>
  );
}
