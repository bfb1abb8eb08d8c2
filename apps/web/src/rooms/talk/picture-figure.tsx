import { ActionIcon, Button } from '@mantine/core';
import { IconArrowsMaximize } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExactTime, PictureSurface, StatusLine } from '../../platform/kit';
import { NotShown } from '../../unreadable';
import type { PictureView } from '../../vault/door';
import { Opening } from './opening';
import classes from './thread-panel.module.css';
import { FileSays, usePicture } from '../../pictures';
import { ReadMark } from '../reading';
import { afterwards } from '../withdrawal/withdrawal-words';
import { consentLine, extentWords, labelOf } from '../../words';

interface PictureFigureProps {
  readonly room: string;
  readonly picture: PictureView;
  readonly onOpen: () => void;
  /** Whether this person has not looked at it yet. */
  readonly isNew: boolean;
  /** Whether this person may record that the patient withdrew. */
  readonly mayWithdraw: boolean;
}

/** The picture of a thread on near-black, with what was recorded about it. */
export function PictureFigure({ room, picture, isNew, onOpen, mayWithdraw }: PictureFigureProps): ReactNode {
  const { url, isTelling, error } = usePicture(room, picture.thread, 'view');
  const label = labelOf(picture);
  return (
    <>
      <PictureSurface
        caption={
          <>
            <strong>{label}</strong>
            {picture.caption !== '' && <span>{picture.caption}</span>}
          </>
        }
        tools={
          <ActionIcon variant="filled" color="dark" aria-label="Open full detail" onClick={onOpen}>
            <IconArrowsMaximize size={20} aria-hidden />
          </ActionIcon>
        }
      >
        <div className={classes.sight}>
          {url === undefined ? (
            <Opening error={error} width={picture.width} height={picture.height} />
          ) : (
            <button type="button" className={classes.open} onClick={onOpen} aria-label={`${label}: open full detail`}>
              <img src={url} alt={label} {...sizeOf(picture)} className={classes.image} />
            </button>
          )}
          {isNew && (url !== undefined || error !== null) && (
            <ReadMark of="picture" room={room} thread={picture.thread} entry={picture.entry} seq={0} />
          )}
        </div>
      </PictureSurface>
      {isTelling && <FileSays room={room} />}
      <ConsentRecord room={room} picture={picture} mayWithdraw={mayWithdraw} />
    </>
  );
}

/** As its author's device measured it, where that can be read. */
const sizeOf = ({ width, height }: PictureView): { readonly width?: number; readonly height?: number } =>
  width === 0 ? {} : { width, height };

function ConsentRecord({ room, picture, mayWithdraw }: Omit<PictureFigureProps, 'isNew' | 'onOpen'>): ReactNode {
  const { consent, removed, extent, thread, unreadable } = picture;
  return (
    <>
      {unreadable !== '' && <NotShown what="What was written about this picture" why={unreadable} />}
      {consent.withdrawn !== 'no' && <StatusLine tone="warning">{afterwards[consent.withdrawn]}</StatusLine>}
      <p className={classes.record}>
        <Recorded consent={consent} />
        {removed !== '' && <> · Removed before sending: {removed}</>}
        {extent !== 'not-said' && extentWords[extent]}
      </p>
      {mayWithdraw && (
        <div className={classes.consentActs}>
          {consent.withdrawn !== 'capture' && (
            <Button component={Link} to={`/cases/${room}/withdraw/${thread}`} variant="subtle">
              Withdraw consent…
            </Button>
          )}
          <Button component={Link} to={`/cases/${room}/agreement/${thread}`} variant="subtle">
            {consent.withdrawn === 'no' ? 'Record a new version…' : 'Record an agreement anew…'}
          </Button>
        </div>
      )}
    </>
  );
}

/** What stands of the agreement, who says so, and when. */
function Recorded({ consent }: Pick<PictureView, 'consent'>): ReactNode {
  const { withdrawn, withdrawnBy, withdrawnAt, takenBy, reportedBy, takenAt, version } = consent;
  if (withdrawn !== 'no') {
    return (
      <>
        {consentLine(consent)} <ExactTime at={withdrawnAt * 1000} />, recorded by {withdrawnBy}
      </>
    );
  }
  return (
    <>
      {consentLine(consent)}, by {takenBy}
      {reportedBy !== '' && <> as {reportedBy} reports</>}, <ExactTime at={takenAt * 1000} />
      {version > 1 && <> · version {version}</>}
    </>
  );
}
