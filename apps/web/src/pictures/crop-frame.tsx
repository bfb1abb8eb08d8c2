import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { type Hold, moved, type Part, pulled } from './crop-part';
import classes from './crop.module.css';
import type { PreparedPicture } from './door';

interface CropFrameProps {
  readonly editing: {
    readonly whole: PreparedPicture;
    readonly quarters: number;
    /** Upright and turned, in pixels. */
    readonly size: { readonly width: number; readonly height: number };
    readonly part: Part;
    readonly setPart: (part: Part) => void;
  };
}

type Drag = (part: Part, byX: number, byY: number) => Part;

/** Follows one finger or the mouse over the stage, in shares of it, from where it was put down. */
function useDragging({ part, setPart }: CropFrameProps['editing']) {
  const stage = useRef<HTMLDivElement>(null);
  const begun = useRef<{ readonly pointer: number; readonly to: (x: number, y: number) => Part }>(undefined);
  const end = ({ pointerId }: PointerEvent<HTMLElement>): void => {
    if (begun.current?.pointer === pointerId) begun.current = undefined;
  };
  const follow = (drag: Drag) => (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    const box = stage.current?.getBoundingClientRect();
    if (event.button !== 0 || begun.current !== undefined || box === undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { pointerId: pointer, clientX, clientY } = event;
    const to = (x: number, y: number): Part => drag(part, (x - clientX) / box.width, (y - clientY) / box.height);
    begun.current = { pointer, to };
  };
  const over = {
    onPointerMove: ({ pointerId, clientX, clientY }: PointerEvent<HTMLElement>) => {
      if (begun.current?.pointer === pointerId) setPart(begun.current.to(clientX, clientY));
    },
    ...{ onPointerUp: end, onPointerCancel: end, onLostPointerCapture: end },
  };
  return { stage, over, follow };
}

const corners: readonly Required<Hold>[] = [
  { across: 'left', down: 'top' },
  { across: 'right', down: 'top' },
  { across: 'left', down: 'bottom' },
  { across: 'right', down: 'bottom' },
];

const edges = [
  { edge: 'left', hold: { across: 'left' }, way: 'horizontal' },
  { edge: 'top', hold: { down: 'top' }, way: 'vertical' },
  { edge: 'right', hold: { across: 'right' }, way: 'horizontal' },
  { edge: 'bottom', hold: { down: 'bottom' }, way: 'vertical' },
] as const;

/** One press of an arrow, as a share of the side; with Shift ten times as much. */
const step = 0.005;
const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
};

/** The whole picture, what of it goes darkened, and edges that are pulled by finger, mouse or arrows. */
export function CropFrame({ editing }: CropFrameProps): ReactNode {
  const { whole, quarters, size, part } = editing;
  const { stage, over, follow } = useDragging(editing);
  const { left, top, right, bottom } = part;
  const frame = { left: share(left), top: share(top), width: share(right - left), height: share(bottom - top) };
  return (
    <div className={classes.place}>
      <div
        ref={stage}
        {...over}
        className={classes.stage}
        style={{ '--across': size.width, '--down': size.height } as React.CSSProperties}
      >
        <img
          src={whole.previewUrl}
          alt="The picture, all of it"
          className={classes.image}
          data-lying={quarters % 2 === 1}
          style={{ '--turned': `${String(quarters * 90)}deg` } as React.CSSProperties}
          draggable={false}
        />
        <div className={classes.shade}>
          <div className={classes.gone} style={frame} />
        </div>
        <div className={classes.kept} style={frame} data-testid="kept" onPointerDown={follow(moved)}>
          <Handles editing={editing} follow={follow} />
        </div>
      </div>
    </div>
  );
}

interface HandlesProps extends CropFrameProps {
  readonly follow: ReturnType<typeof useDragging>['follow'];
}

/** Edges by arrows too; corners are two edges at once, for a finger or the mouse. */
function Handles({ editing: { part, setPart }, follow }: HandlesProps): ReactNode {
  const byKey = (hold: Hold) => (event: KeyboardEvent) => {
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const by = event.shiftKey ? 10 : 1;
    setPart(pulled(part, hold, way[0] * by, way[1] * by));
  };
  return (
    <>
      {edges.map(({ edge, hold, way }) => (
        <button
          key={edge}
          type="button"
          role="slider"
          className={classes.edge}
          data-edge={edge}
          aria-label={`The ${edge} edge`}
          aria-orientation={way}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(part[edge] * 100)}
          aria-valuetext={edgeWords(edge, part)}
          onKeyDown={byKey(hold)}
          onPointerDown={follow((from, x, y) => pulled(from, hold, x, y))}
        />
      ))}
      {corners.map((hold) => (
        <span
          key={`${hold.down} ${hold.across}`}
          className={classes.corner}
          data-corner={`${hold.down} ${hold.across}`}
          onPointerDown={follow((from, x, y) => pulled(from, hold, x, y))}
        />
      ))}
    </>
  );
}

const share = (of: number): string => `${String(of * 100)}%`;

function edgeWords(edge: keyof Part, part: Part): string {
  const off = edge === 'left' || edge === 'top' ? part[edge] : 1 - part[edge];
  const percent = Math.round(off * 1000) / 10;
  return percent === 0 ? 'nothing cut off' : `${String(percent)} % cut off`;
}
