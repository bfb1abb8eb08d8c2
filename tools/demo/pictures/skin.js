/** Skin and what grows on it. Each painter: `shade(u, v)` gives the colour at a point, `after(pen)` draws on top. */
{
  const { randomFrom, clamp, step, blend, clouds, cells } = globalThis.noise;

  /** Furrows, mottling and light from the upper left. `u` runs 0 to 1.33, `v` 0 to 1. */
  function skin(u, v, tone, seed) {
    const furrows = cells(
      u * 58 + clouds(u * 8, v * 8, seed) * 3,
      v * 46 + clouds(u * 7, v * 9, seed + 9) * 3,
      seed,
    ).edge;
    const mottling = clouds(u * 5, v * 5, seed + 20) - 0.5;
    const pores = clouds(u * 160, v * 160, seed + 40, 2) - 0.5;
    const light = 1.04 - 0.3 * Math.hypot(u - 0.55, v - 0.42);
    const relief = (0.93 + 0.09 * step(0, 0.22, furrows) + 0.05 * pores) * light;
    return [
      clamp(tone[0] * relief + 12 * mottling, 0, 255),
      clamp(tone[1] * relief - 10 * mottling, 0, 255),
      clamp(tone[2] * relief - 8 * mottling, 0, 255),
    ];
  }

  function hairs(pen, { width, height, seed, count, colour }) {
    const random = randomFrom(seed);
    pen.strokeStyle = colour;
    pen.lineCap = 'round';
    for (let hair = 0; hair < count; hair++) {
      const [x, y] = [random() * width, random() * height];
      const angle = 0.5 + random() * 0.7;
      const length = 60 + random() * 110;
      pen.lineWidth = 0.8 + random() * 1.1;
      pen.globalAlpha = 0.35 + random() * 0.4;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.quadraticCurveTo(
        x + length * 0.5 * Math.cos(angle - 0.25),
        y + length * 0.5 * Math.sin(angle - 0.25),
        x + length * Math.cos(angle),
        y + length * Math.sin(angle),
      );
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  /** A paper rule along the lower edge, one figure per centimetre. */
  function paperRule(pen, width, height) {
    const top = height - 96;
    pen.fillStyle = '#f1efe6';
    pen.fillRect(0, top, width, 96);
    pen.fillStyle = 'rgb(40 40 40 / 18%)';
    pen.fillRect(0, top - 3, width, 3);
    pen.fillStyle = '#2b2b2b';
    pen.font = '24px Arial, sans-serif';
    for (let mark = 0; mark * 12.8 < width; mark++) {
      pen.fillRect(mark * 12.8 + 20, top, 1.6, mark % 10 === 0 ? 40 : mark % 5 === 0 ? 28 : 18);
      if (mark % 10 === 0) pen.fillText(String(mark / 10), mark * 12.8 + 26, top + 62);
    }
  }

  const forearm = [222, 172, 146];
  /** How far inside an irregular outline a point lies: 1 at the heart, 0 at the edge, negative outside. */
  function inside(u, v, [x, y, across, down], seed, ragged) {
    const [du, dv] = [(u - x) / across, (v - y) / down];
    const angle = Math.atan2(dv, du);
    const edge = 1 + ragged * (clouds(2 + Math.cos(angle) * 1.3, 2 + Math.sin(angle) * 1.3, seed, 3) - 0.5);
    return 1 - Math.hypot(du, dv) / edge;
  }

  const lesion = {
    shade(u, v) {
      const ground = skin(u, v, forearm, 3);
      const depth = inside(u, v, [0.66, 0.44, 0.2, 0.15], 11, 1.1) + 0.12 * (clouds(u * 26, v * 26, 12) - 0.5);
      const brown = blend([146, 92, 66], [58, 34, 30], step(0.2, 0.85, clouds(u * 9 + 3, v * 9, 14)));
      const dark = blend(brown, [36, 26, 34], step(0.1, 0.5, inside(u, v, [0.73, 0.4, 0.09, 0.07], 17, 1)));
      const flushed = blend(ground, [214, 138, 118], 0.45 * step(-0.5, 0, depth));
      return blend(flushed, dark, step(-0.02, 0.14, depth) * (0.86 + 0.14 * clouds(u * 90, v * 90, 15, 2)));
    },
    after(pen, width, height) {
      hairs(pen, { width, height, seed: 5, count: 34, colour: '#5b4334' });
      paperRule(pen, width, height);
    },
  };

  const dermoscopy = {
    shade(u, v) {
      const ground = blend([216, 160, 136], [203, 140, 116], clouds(u * 6, v * 6, 30));
      const depth = inside(u, v, [0.665, 0.5, 0.36, 0.3], 33, 0.9);
      const net = 1 - step(0.03, 0.2, cells(u * 44 + clouds(u * 9, v * 9, 31) * 2, v * 44, 34).edge);
      const dots = 1 - step(0.1, 0.3, cells(u * 30, v * 30, 37).nearest);
      const body = blend([176, 116, 82], [120, 72, 50], clouds(u * 8, v * 8, 35));
      const netted = blend(
        body,
        [70, 40, 30],
        0.7 * net * step(0.05, 0.3, depth) * step(0.35, 0.65, clouds(u * 5, v * 5, 36)),
      );
      const dotted = blend(netted, [44, 28, 26], 0.8 * dots * step(0.45, 0.6, clouds(u * 7 + 5, v * 7, 39)));
      const veil = inside(u, v, [0.76, 0.43, 0.14, 0.12], 38, 1.2);
      const veiled = blend(dotted, [104, 112, 134], 0.75 * step(0, 0.4, veil));
      const shown = blend(ground, veiled, step(-0.04, 0.12, depth));
      const rim = step(0.47, 0.5, Math.hypot(u - 0.665, v - 0.5));
      return blend(shown, [12, 11, 12], rim);
    },
    after(pen, width, height) {
      const random = randomFrom(41);
      for (let bubble = 0; bubble < 9; bubble++) {
        const [x, y, radius] = [width * (0.25 + 0.5 * random()), height * (0.15 + 0.7 * random()), 5 + random() * 16];
        const shine = pen.createRadialGradient(x, y, 1, x, y, radius);
        shine.addColorStop(0, 'rgb(255 255 255 / 30%)');
        shine.addColorStop(0.8, 'rgb(255 255 255 / 6%)');
        shine.addColorStop(1, 'rgb(255 255 255 / 0%)');
        pen.fillStyle = shine;
        pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
      }
    },
  };

  const rings = Array.from({ length: 13 }, (_, index) => {
    const random = randomFrom(60 + index);
    const size = 0.05 + random() * 0.1;
    return { at: [random() * 1.33, random(), size, size * (0.8 + random() * 0.4)], seed: 70 + index };
  });
  const rash = {
    shade(u, v) {
      let colour = skin(u, v, [232, 190, 168], 51);
      for (const { at, seed } of rings) {
        const depth = inside(u, v, at, seed, 0.8) + 0.1 * (clouds(u * 30, v * 30, seed) - 0.5);
        const band = step(-0.12, 0.06, depth) * (1 - 0.62 * step(0.2, 0.62, depth));
        colour = blend(colour, [196, 84, 78], 0.72 * band * (0.8 + 0.4 * (clouds(u * 60, v * 60, 55, 3) - 0.5)));
        const scale =
          step(0.6, 0.72, clouds(u * 70, v * 70, seed + 3, 3)) * step(0, 0.1, depth) * (1 - step(0.25, 0.4, depth));
        colour = blend(colour, [240, 222, 212], 0.5 * scale);
      }
      return colour;
    },
    after(pen, width, height) {
      hairs(pen, { width, height, seed: 52, count: 16, colour: '#7a5c48' });
    },
  };

  Object.assign((globalThis.painters ??= {}), {
    'lesion-forearm': lesion,
    'lesion-dermoscopy': dermoscopy,
    'rash-trunk': rash,
  });
}
