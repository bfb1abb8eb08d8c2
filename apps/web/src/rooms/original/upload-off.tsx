import type { ReactNode } from 'react';
import classes from './original.module.css';

interface DrawnRow {
  readonly text: string;
  /** Where the switch stands that this is about; a row without one leads on. */
  readonly isOff?: true;
}

interface Way {
  readonly name: string;
  /** What the drawing shows, for whoever does not see it. */
  readonly shown: string;
  readonly title: string;
  readonly rows: readonly DrawnRow[];
  readonly steps: readonly string[];
}

const ways: readonly Way[] = [
  {
    name: 'iPhone and iPad',
    shown: 'A phone whose settings of iCloud Photos have the switch “Sync this iPhone” off.',
    title: 'iCloud Photos',
    rows: [{ text: 'Sync this iPhone', isOff: true }, { text: 'Shared Albums', isOff: true }, { text: 'Storage' }],
    steps: [
      'Open Settings and press your name at the top.',
      'Press iCloud, then Photos.',
      'Switch “Sync this iPhone” off, and “Shared Albums” too.',
      'Other apps that back pictures up (Google Photos, OneDrive, Dropbox) each have a switch of their own.',
    ],
  },
  {
    name: 'Android',
    shown: 'A phone whose settings of Google Photos have the switch “Backup” off.',
    title: 'Backup',
    rows: [{ text: 'Backup', isOff: true }, { text: 'Device folders', isOff: true }, { text: 'Account' }],
    steps: [
      'Open Google Photos and press your picture at the top right.',
      'Press Photos settings, then Backup.',
      'Switch “Backup” off, and “Back up device folders” too.',
      'Samsung: in Gallery, Settings, switch the sync with OneDrive off as well.',
    ],
  },
];

/** How to switch off that a phone uploads pictures by itself, drawn and in words. */
export function UploadOff(): ReactNode {
  return (
    <details className={classes.more}>
      <summary>How to switch automatic upload off</summary>
      <div className={classes.ways}>
        {ways.map((way) => (
          <section key={way.name} className={classes.way}>
            <h4 className={classes.wayName}>{way.name}</h4>
            <DrawnPhone {...way} />
            <ol className={classes.steps}>
              {way.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
        ))}
      </div>
      <p className={classes.aside}>
        Names differ a little from one version to the next. If unsure, ask your IT department.
      </p>
    </details>
  );
}

const rowHeight = 34;
const firstRow = 66;

/** A phone with one page of its settings: lines, no likeness of anybody’s product. */
function DrawnPhone({ shown, title, rows }: Way): ReactNode {
  return (
    <svg viewBox="0 0 200 196" role="img" aria-label={shown} className={classes.drawn}>
      <rect x="8" y="6" width="184" height="184" rx="22" className={classes.body} />
      <rect x="80" y="14" width="40" height="6" rx="3" className={classes.notch} />
      <text x="100" y="48" textAnchor="middle" className={classes.drawnTitle}>
        {title}
      </text>
      {rows.map((row, index) => (
        <DrawnLine key={row.text} row={row} y={firstRow + index * (rowHeight + 4)} />
      ))}
    </svg>
  );
}

function DrawnLine({ row, y }: { readonly row: DrawnRow; readonly y: number }): ReactNode {
  return (
    <>
      <rect x="20" y={y} width="160" height={rowHeight} rx="9" className={classes.drawnRow} />
      <text x="30" y={y + 21.5} className={classes.drawnText}>
        {row.text}
      </text>
      {row.isOff === true ? (
        <>
          <rect x="144" y={y + 8.5} width="28" height="17" rx="8.5" className={classes.switch} />
          <circle cx="152.5" cy={y + 17} r="6.5" className={classes.knob} />
        </>
      ) : (
        <path d={`M166 ${String(y + 12)} l5 5 l-5 5`} className={classes.onward} />
      )}
    </>
  );
}
