import { Button } from '@mantine/core';
import { IconRotate2, IconRotateClockwise2 } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { CropFrame } from './crop-frame';
import { all, inPixels, inShares, type Part, turnedRight } from './crop-part';
import classes from './crop.module.css';
import { edit, type PreparedPicture } from './door';

export interface CropDialogProps {
  readonly picture: PreparedPicture;
  readonly onDone: (picture: PreparedPicture) => void;
  /** Left without a change. */
  readonly onClose: () => void;
}

const sized = ({ width, height }: PreparedPicture, quarters: number) =>
  quarters % 2 === 0 ? { width, height } : { width: height, height: width };

/** How it is turned and what stays of it, as it is being said; nothing is done to the picture meanwhile. */
function useEdit(picture: PreparedPicture) {
  const { whole, edit: before } = picture.edited ?? { whole: picture, edit: { quarters: 0 } };
  const [{ quarters, part }, set] = useState<{ readonly quarters: number; readonly part: Part }>(() => ({
    quarters: before.quarters,
    part: inShares(before.part, sized(whole, before.quarters)),
  }));
  const size = sized(whole, quarters);
  return {
    ...{ whole, quarters, part, size },
    asked: { quarters: quarters % 4, part: inPixels(part, size) },
    setPart: (kept: Part) => {
      set({ quarters, part: kept });
    },
    turnRight: () => {
      set({ quarters: quarters + 1, part: turnedRight(part) });
    },
    turnLeft: () => {
      set({ quarters: quarters + 3, part: turnedRight(turnedRight(turnedRight(part))) });
    },
  };
}

/** A picture turned by quarters and cropped before it is posted. Escape and Cancel leave it as it was. */
export function CropDialog({ picture, onDone, onClose }: CropDialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const editing = useEdit(picture);
  const { isBusy, error, run } = useMaking(picture, (made) => {
    onDone(made);
    dialog.current?.close();
  });
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const [problem] = problemsOf(error);
  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={title} onClose={onClose}>
      <h2 id={title} className={classes.title}>
        Turn or crop
      </h2>
      <CropFrame editing={editing} />
      <p className={classes.size}>{sizeWords(editing)}</p>
      {problem !== undefined && <StatusLine tone="bad">{problem.message}</StatusLine>}
      <Buttons
        editing={editing}
        isBusy={isBusy}
        onCancel={() => dialog.current?.close()}
        onDone={() => {
          run(editing.asked);
        }}
      />
    </dialog>
  );
}

type Editing = ReturnType<typeof useEdit>;

function sizeWords({ asked, size }: Editing): string {
  const { width, height } = asked.part ?? size;
  const kept = `${String(width)} × ${String(height)} pixels`;
  return asked.part === undefined ? `All of it: ${kept}` : `Kept: ${kept}. That it was cropped is recorded.`;
}

/** Makes the picture anew; one whose dialog is gone by then is let go. */
function useMaking(picture: PreparedPicture, onMade: (made: PreparedPicture) => void) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  const run = (asked: Editing['asked']): void => {
    setBusy(true);
    setError(null);
    edit(picture, asked)
      .then(
        (made) => {
          if (isThere.current) onMade(made);
          else if (made !== picture && made !== picture.edited?.whole) made.forget();
        },
        (failed: unknown) => {
          if (isThere.current) setError(failed);
        },
      )
      .finally(() => {
        if (isThere.current) setBusy(false);
      });
  };
  return { isBusy, error, run };
}

interface ButtonsProps {
  readonly editing: Editing;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

function Buttons({ editing, isBusy, onCancel, onDone }: ButtonsProps): ReactNode {
  const { turnLeft, turnRight, setPart } = editing;
  return (
    <div className={classes.buttons}>
      <Button variant="filled" color="dark" leftSection={<IconRotate2 size={20} aria-hidden />} onClick={turnLeft}>
        Turn left
      </Button>
      <Button
        variant="filled"
        color="dark"
        leftSection={<IconRotateClockwise2 size={20} aria-hidden />}
        onClick={turnRight}
      >
        Turn right
      </Button>
      <Button
        variant="filled"
        color="dark"
        disabled={editing.asked.part === undefined}
        onClick={() => {
          setPart(all);
        }}
      >
        Keep all
      </Button>
      <span className={classes.end}>
        <Button variant="filled" color="dark" onClick={onCancel}>
          Cancel
        </Button>
        <Button loading={isBusy} onClick={onDone}>
          Use it
        </Button>
      </span>
    </div>
  );
}
