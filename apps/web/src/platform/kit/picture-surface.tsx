import type { ReactNode } from 'react';
import classes from './picture-surface.module.css';

interface PictureSurfaceProps {
  /** The picture, or what stands in its place while it is opened. */
  readonly children: ReactNode;
  /** "Picture 2 of 3. Left forearm, close-up" */
  readonly caption?: ReactNode;
  /** Over the lower edge: buttons that belong to the picture. */
  readonly tools?: ReactNode;
}

/** Pictures are always on near-black with neutral greys, in both schemes. */
export function PictureSurface({ children, caption, tools }: PictureSurfaceProps): ReactNode {
  return (
    <figure className={classes.surface}>
      <div className={classes.picture}>{children}</div>
      {(caption !== undefined || tools !== undefined) && (
        <figcaption className={classes.caption}>
          <span className={classes.words}>{caption}</span>
          {tools}
        </figcaption>
      )}
    </figure>
  );
}
