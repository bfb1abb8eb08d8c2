import { Button } from '@mantine/core';
import { IconHistory, IconUserShare } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { Card, StatusLine } from '../../platform/kit';
import { lazyPart, PartBoundary } from '../../release';
import type { RoomView } from '../../vault/door';
import { ShareCard } from '../../advice';
import { CloseCase } from './close-case';
import { PeoplePanel } from './people-panel';
import classes from './side-panel.module.css';

/** Fetched where a picture was withdrawn. */
const WithdrawnPictures = lazy(
  lazyPart(async () => ({ default: (await import('../withdrawal/withdrawn-pictures')).WithdrawnPictures })),
);

interface SidePanelProps {
  readonly view: RoomView;
  /** Stands beside the talk, and not in front of it. */
  readonly isBeside: boolean;
}

/** People, outside shares, the record and closing: what is about the case and not about one picture. */
export function SidePanel({ view, isBeside }: SidePanelProps): ReactNode {
  const isInternal = view.as === 'owner' || view.as === 'internal';
  return (
    <aside className={classes.panel} aria-label="About this case">
      <PeoplePanel view={view} />
      {view.withdrawn.length > 0 && (
        <PartBoundary>
          <Suspense fallback={<StatusLine isLive>Opening the withdrawn pictures</StatusLine>}>
            <WithdrawnPictures view={view} />
          </Suspense>
        </PartBoundary>
      )}
      {isInternal && <Shares view={view} isBeside={isBeside} />}
      <Card title="Record">
        <p className={classes.words}>
          {view.head + 1} signed entries, each checked on this device. {crossCheckWords(view)}
        </p>
        <Button
          component={Link}
          to={`/cases/${view.room}/record`}
          variant="default"
          leftSection={<IconHistory size={20} aria-hidden />}
        >
          Who did what, when
        </Button>
      </Card>
      {view.as === 'owner' && <CloseCase view={view} />}
    </aside>
  );
}

function crossCheckWords({ crossChecked, agreedSeq }: RoomView): string {
  if (crossChecked) return 'Another member’s device holds the same history.';
  if (agreedSeq < 0) return 'History not cross-checked with another member’s device yet.';
  return `Another member’s device holds the same history up to entry ${String(agreedSeq + 1)}; what came after is not cross-checked yet.`;
}

function Shares({ view, isBeside }: SidePanelProps): ReactNode {
  const { share } = view.may;
  return (
    <Card title="Outside colleagues">
      {view.shares.map((each) => (
        <ShareCard key={each.advice} share={each} isBeside={isBeside} />
      ))}
      {share === true ? (
        <>
          <p className={classes.words}>
            Nobody outside your organisation can be invited directly. Your defence organisation advises on the share
            first; it sees your dossier, no picture.
          </p>
          <Button
            component={Link}
            to={`/cases/${view.room}/share`}
            size="md"
            leftSection={<IconUserShare size={20} aria-hidden />}
          >
            Ask an outside colleague
          </Button>
        </>
      ) : (
        <StatusLine>{share}</StatusLine>
      )}
    </Card>
  );
}
