import { Button } from '@mantine/core';
import { IconCrop, IconReplace, IconX } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { IdentifierHint } from '../../identifiers';
import { CropPicture, type PreparedPicture } from '../../pictures';
import { Card, ErrorSummary, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { CheckedPicture } from './checked-picture';
import classes from './check.module.css';
import type { Entered } from './entered';
import { nothingOwn, type Own } from './of-series';
import { Caption, type Place, SiteAndSide } from './place-fields';
import type { ReadyPicture, Series } from './use-series';

interface SeriesViewProps {
  readonly series: Series;
  readonly place: Place;
  readonly own: Entered['own'];
  readonly onOwn: (own: Entered['own']) => void;
  /** Whether it was posted already, and stays as it is. */
  readonly isPosted: (picture: PreparedPicture) => boolean;
  /** How more of them are chosen. */
  readonly more: ReactNode;
}

/** One picture as it will be sent, or several of which one is large. */
export function ChosenPictures({ instead, ...props }: SeriesViewProps & { readonly instead: string }): ReactNode {
  const { series } = props;
  const [only] = series.ready;
  if (only === undefined || series.isSeveral) return <SeriesView {...props} />;
  return (
    <div className={classes.left}>
      <CheckedPicture
        picture={only.picture}
        tools={
          <div className={classes.acts}>
            <TurnOrCrop {...props} shown={only} />
            <Act icon={IconReplace} words={instead} onPress={series.clear} />
          </div>
        }
      />
      {props.more}
    </div>
  );
}

interface ActProps {
  readonly icon: typeof IconX;
  readonly words: string;
  readonly onPress: () => void;
}

function Act({ icon: Icon, words, onPress }: ActProps): ReactNode {
  return (
    <Button
      variant="subtle"
      className={classes.another ?? ''}
      leftSection={<Icon size={18} aria-hidden />}
      onClick={onPress}
    >
      {words}
    </Button>
  );
}

/** One picture turned or cropped; it takes the place of what was there. */
function TurnOrCrop({
  shown,
  series,
  isPosted,
}: Pick<SeriesViewProps, 'series' | 'isPosted'> & { readonly shown: ReadyPicture }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  useBackCloses(isOpen, close);
  if (isPosted(shown.picture)) return null;
  return (
    <>
      <Act
        icon={IconCrop}
        words="Turn or crop"
        onPress={() => {
          setOpen(true);
        }}
      />
      {isOpen && (
        <CropPicture
          picture={shown.picture}
          onDone={(picture) => {
            series.change(shown.key, picture);
          }}
          onClose={close}
        />
      )}
    </>
  );
}

/** Back leaves what is open and not the screen, where the pictures would be gone. */
function useBackCloses(isOpen: boolean, close: () => void): void {
  useBlocker({
    disabled: !isOpen,
    enableBeforeUnload: false,
    shouldBlockFn: ({ action }) => {
      if (action === 'PUSH' || action === 'REPLACE') return false;
      close();
      return true;
    },
  });
}

/** Several pictures, one of them large: each is looked at as it will be sent, and may have a caption and a place of its own. */
function SeriesView({ series, isPosted, place, own, onOwn, more }: SeriesViewProps): ReactNode {
  const { ready, drop } = series;
  const [wanted, setWanted] = useState('');
  const index = Math.max(
    0,
    ready.findIndex(({ key }) => key === wanted),
  );
  const shown = ready[index];
  if (shown === undefined) return more;
  const { key, picture } = shown;
  const first = index === 0 ? { ...nothingOwn, caption: place.caption } : nothingOwn;
  return (
    <div className={classes.left}>
      <Strip ready={ready} shown={key} onShow={setWanted} />
      <CheckedPicture
        picture={picture}
        name={`Picture ${String(index + 1)} of ${String(ready.length)}`}
        tools={
          <div className={classes.acts}>
            <TurnOrCrop key={key} {...{ shown, series, isPosted }} />
            <Act
              icon={IconX}
              words="Take off"
              onPress={() => {
                drop(key);
              }}
            />
          </div>
        }
      />
      <OwnFields
        key={key}
        number={index + 1}
        own={own[key] ?? first}
        onOwn={(said) => {
          onOwn({ ...own, [key]: said });
        }}
      />
      {more}
    </div>
  );
}

interface StripProps {
  readonly ready: readonly ReadyPicture[];
  readonly shown: string;
  readonly onShow: (key: string) => void;
}

function Strip({ ready, shown, onShow }: StripProps): ReactNode {
  return (
    <ul className={classes.strip} aria-label="Pictures chosen">
      {ready.map(({ key, name, picture }, index) => (
        <li key={key}>
          <button
            type="button"
            className={classes.thumb}
            aria-label={`Look at picture ${String(index + 1)}, ${name}`}
            aria-current={key === shown}
            onClick={() => {
              onShow(key);
            }}
          >
            <img src={picture.thumbUrl} alt="" />
            <span className={classes.number}>{index + 1}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface OwnFieldsProps {
  readonly number: number;
  readonly own: Own;
  readonly onOwn: (own: Own) => void;
}

function OwnFields({ number, own, onOwn }: OwnFieldsProps): ReactNode {
  return (
    <Card title={`Of picture ${String(number)} alone`} tone="sunken">
      <div className={classes.fields}>
        <Caption place={own} onPlace={onOwn} />
        <details className={classes.more}>
          <summary>It shows another part of the body</summary>
          <div className={classes.fields}>
            <SiteAndSide place={own} onPlace={onOwn} />
          </div>
        </details>
        <IdentifierHint text={`${own.site}\n${own.caption}`} />
      </div>
    </Card>
  );
}

const sentence = (error: unknown): string =>
  problemsOf(error)
    .map(({ message }) => message)
    .join(' ');

/** Which of the chosen files are no picture that can be used; the others are there. */
export function Refused({ series: { refused, ready, preparing } }: Pick<SeriesViewProps, 'series'>): ReactNode {
  const [first] = refused;
  const others = ready.length + preparing;
  if (first === undefined) return null;
  if (refused.length === 1 && others === 0) {
    return <ErrorSummary title="This picture cannot be used" problems={problemsOf(first.error)} />;
  }
  const problems = refused.map(({ name, error }) => ({ message: `${name}: ${sentence(error)}` }));
  const title = `${String(refused.length)} of ${String(refused.length + others)} pictures cannot be used`;
  return <ErrorSummary title={title} problems={problems} />;
}

/** How far reading is, while it is going on. */
export function Reading({ series: { preparing, ready } }: Pick<SeriesViewProps, 'series'>): ReactNode {
  if (preparing === 0) return null;
  const count = preparing === 1 && ready.length === 0 ? 'the picture' : 'the pictures';
  const left = preparing + ready.length > 1 ? `: ${String(preparing)} to go` : '';
  return (
    <StatusLine isLive>
      Reading {count} and taking out what hides in {count === 'the picture' ? 'it' : 'them'}
      {left}
    </StatusLine>
  );
}
