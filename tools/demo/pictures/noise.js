/** Noise for painting: the same numbers every time, so that drawing again gives the same pictures. Runs in a page. */

/** @returns {() => number} 0 to 1 (mulberry32) */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function hash(x, y, seed) {
  let mixed = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 2147483647);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1274126177);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
}

const smooth = (t) => t * t * (3 - 2 * t);
const mix = (a, b, t) => a + (b - a) * t;
const clamp = (value, low = 0, high = 1) => Math.min(high, Math.max(low, value));
/** 0 below `from`, 1 above `to`, smooth between. */
const step = (from, to, value) => smooth(clamp((value - from) / (to - from)));
const blend = (a, b, t) => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];

function valueNoise(x, y, seed) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, down] = [smooth(x - left), smooth(y - top)];
  const upper = mix(hash(left, top, seed), hash(left + 1, top, seed), across);
  const lower = mix(hash(left, top + 1, seed), hash(left + 1, top + 1, seed), across);
  return mix(upper, lower, down);
}

/** Clouds of `octaves` sizes, 0 to 1. */
function clouds(x, y, seed, octaves = 5) {
  let [sum, weight, scale, total] = [0, 0.5, 1, 0];
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * valueNoise(x * scale, y * scale, seed + octave);
    total += weight;
    weight *= 0.5;
    scale *= 2.03;
  }
  return sum / total;
}

/** Distance to the nearest and second nearest of scattered points: cells, furrows of skin. */
function cells(x, y, seed) {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  let [nearest, second] = [9, 9];
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const px = column + dx + hash(column + dx, row + dy, seed);
      const py = row + dy + hash(column + dx, row + dy, seed + 1);
      const distance = Math.hypot(px - x, py - y);
      if (distance < nearest) [nearest, second] = [distance, nearest];
      else if (distance < second) second = distance;
    }
  }
  return { nearest, edge: second - nearest };
}

globalThis.noise = { randomFrom, hash, smooth, mix, clamp, step, blend, clouds, cells };
