import { IconEyeOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { colourTable } from '@consilium/pictures';
import type { PreparedPicture } from '../../pictures';
import { PictureSurface, StatusLine } from '../../platform/kit';
import classes from './check.module.css';

interface CheckedPictureProps {
  readonly picture: PreparedPicture;
  /** Of several: which one it is. */
  readonly name?: string;
  /** What can be done with it. */
  readonly tools: ReactNode;
}

/** The picture exactly as it will be sent, and what was taken out of the file. */
export function CheckedPicture({ picture, name, tools }: CheckedPictureProps): ReactNode {
  const { report, width, height, previewUrl, edited } = picture;
  const kept = edited?.edit.part === undefined ? '' : ', cropped by you';
  const caption = `${String(width)} × ${String(height)} pixels${kept}, as it will be sent`;
  return (
    <>
      <PictureSurface caption={name === undefined ? caption : `${name}: ${caption}`} tools={tools}>
        <img src={previewUrl} alt="The picture as it will be sent" className={classes.preview} />
      </PictureSurface>
      <div className={classes.removed}>
        <IconEyeOff size={22} stroke={1.75} aria-hidden />
        <div>
          <strong>
            {report.summary === '' ? 'Nothing hidden was found in the file' : `Removed: ${report.summary}`}
          </strong>
          <p>
            Only the pixels and their colours are kept. The original is still on this device, and perhaps in its cloud
            backup. Delete it, also from Recently deleted, once the picture stands here (MDU 2013; your organisation’s
            policy comes first).
          </p>
        </div>
      </div>
      {report.removed.some(({ what }) => what === colourTable) && (
        <StatusLine tone="warning">
          Its colours may look different here: the file tells them by a table, as scanners and printers do, which is not
          kept. If colour matters, save it as sRGB where it came from and add that.
        </StatusLine>
      )}
      <StatusLine tone="warning">
        Look at the edges: a name on a wristband or a screen, a face, a tattoo. If one shows, crop it off or take the
        picture again without it.
      </StatusLine>
    </>
  );
}
