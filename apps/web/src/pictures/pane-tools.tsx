import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ZoomActs } from './use-deep-zoom';
import { nearer } from './use-keys';
import classes from './viewer.module.css';

interface PaneToolsProps {
  readonly acts: () => ZoomActs | undefined;
  readonly hasPicture: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onLeaf: (step: 1 | -1) => void;
}

/** What goes to the pictures around one, and nearer to it. One that leads nowhere stays, so that the focus does. */
export function PaneTools({ acts, hasPicture, isFirst, isLast, onLeaf }: PaneToolsProps): ReactNode {
  const leaf = (step: 1 | -1) => (): void => {
    onLeaf(step);
  };
  const zoom = (by: number) => (): void => {
    acts()?.zoom(by);
  };
  const nearing = [
    { name: 'Zoom out', icon: IconZoomOut, act: zoom(1 / nearer), isOff: false },
    { name: 'Fit the picture', icon: IconMaximize, act: () => acts()?.fit(), isOff: false },
    { name: 'Zoom in', icon: IconZoomIn, act: zoom(nearer), isOff: false },
  ];
  const tools = [
    { name: 'Picture before', icon: IconChevronLeft, act: leaf(-1), isOff: isFirst },
    ...(hasPicture ? nearing : []),
    { name: 'Next picture', icon: IconChevronRight, act: leaf(1), isOff: isLast },
  ];
  return (
    <div className={classes.tools}>
      {tools.map(({ name, icon: Icon, act, isOff }) => (
        <ActionIcon
          key={name}
          size={44}
          variant="filled"
          color="dark"
          aria-label={name}
          aria-disabled={isOff}
          data-off={isOff}
          onClick={act}
        >
          <Icon size={24} aria-hidden />
        </ActionIcon>
      ))}
    </div>
  );
}
