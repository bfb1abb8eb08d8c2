import OpenSeadragon from 'openseadragon';
import { turnOf } from './turning';

/** Zooming never goes beyond four screen pixels for one of the picture: more would only invent detail. */
const deepest = 4;

/** Shows pixels as stored, turned upright, in full detail. */
export function openDeepZoom(element: HTMLElement, url: string, orientation: number): OpenSeadragon.Viewer {
  const viewer = OpenSeadragon({
    element,
    showNavigationControl: false,
    drawer: 'canvas',
    maxZoomPixelRatio: deepest,
    visibilityRatio: 0.8,
    animationTime: 0.25,
    gestureSettingsMouse: { clickToZoom: false },
    gestureSettingsTouch: { clickToZoom: false, pinchRotate: false },
  });
  viewer.open({ tileSource: { type: 'image', url }, ...turnOf(orientation) });
  return viewer;
}
