import OpenSeadragon from 'openseadragon';
import { turnOf } from './turning';

/** Zooming never goes beyond four screen pixels for one of the picture: more would only invent detail. */
const deepest = 4;

/** Shows pixels as stored, turned upright, in full detail. Its keys are those of the page around it. */
export function openDeepZoom(element: HTMLElement, url: string, orientation: number): OpenSeadragon.Viewer {
  const viewer = OpenSeadragon({
    element,
    showNavigationControl: false,
    drawer: 'canvas',
    maxZoomPixelRatio: deepest,
    // The smallest is all of it: what is smaller still shows nothing more, and a swipe begins there.
    minZoomImageRatio: 1,
    visibilityRatio: 0.8,
    animationTime: 0.25,
    keyboardNavEnabled: false,
    tabIndex: -1,
    gestureSettingsMouse: { clickToZoom: false },
    gestureSettingsTouch: { clickToZoom: false, pinchRotate: false },
  });
  // A finger that goes over the whole picture leafs: nothing lies outside the screen that it could move to.
  viewer.addHandler('canvas-drag', (event) => {
    if (event.pointerType !== 'mouse' && !isNear(viewer)) event.preventDefaultAction = true;
  });
  viewer.addHandler('canvas-drag-end', (event) => {
    if (!isNear(viewer)) event.preventDefaultAction = true;
  });
  keepWhole(viewer);
  viewer.open({ tileSource: { type: 'image', url }, ...turnOf(orientation) });
  return viewer;
}

/** Whether it is shown larger than it is as a whole. */
export function isNear({ viewport }: OpenSeadragon.Viewer): boolean {
  return viewport.getZoom() > viewport.getHomeZoom() * 1.01;
}

/** What was seen as a whole is after the window changed, too: a phone that was turned, a caption that was unfolded. */
function keepWhole(viewer: OpenSeadragon.Viewer): void {
  let isWhole = true;
  viewer.addHandler('zoom', () => {
    isWhole = !isNear(viewer);
  });
  viewer.addHandler('resize', () => {
    if (!isWhole) return;
    // The viewer keeps how near it was by sizes of before, and does so once everybody was told.
    queueMicrotask(() => {
      if (viewer.isOpen()) viewer.viewport.goHome(true);
    });
  });
}
