/** An X-ray, an ECG strip, a fundus and a slide. */
{
  const { randomFrom, clamp, step, blend, clouds, cells } = globalThis.noise;

  const grey = (value) => [clamp(value, 0, 255), clamp(value, 0, 255), clamp(value * 1.02, 0, 255)];
  /** Distance to a line from `a` to `b`, and how far along. */
  function alongLine(u, v, [ax, ay], [bx, by]) {
    const t = clamp(((u - ax) * (bx - ax) + (v - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2));
    return { t, away: Math.hypot(u - ax - t * (bx - ax), v - ay - t * (by - ay)) };
  }
  /** A long bone: bright rim, darker marrow, flaring at its ends. */
  function shaft(u, v, [from, to, width, flare]) {
    const { t, away } = alongLine(u, v, from, to);
    const half = width * (1 + flare * step(0.45, 1, t)) * (1 + 0.35 * step(0.75, 1, 1 - t));
    const across = away / half;
    const body = 1 - step(0.92, 1.06, across);
    return body * (0.62 + 0.38 * step(0.5, 0.92, across) * (1 - 0.75 * step(0.6, 1, t)));
  }
  function pebble(u, v, [x, y, across, down]) {
    const r = Math.hypot((u - x) / across, (v - y) / down) + 0.14 * (clouds(u * 22, v * 22, 91) - 0.5);
    return (1 - step(0.9, 1.04, r)) * (0.66 + 0.34 * step(0.6, 0.95, r));
  }

  const shafts = [
    [[0.56, 1.1], [0.585, 0.56], 0.052, 0.75],
    [[0.77, 1.1], [0.745, 0.58], 0.036, 0.3],
    ...[0.5, 0.585, 0.66, 0.735, 0.8].map((x, finger) => [
      [0.56 + finger * 0.048, 0.32 - Math.abs(2 - finger) * 0.004],
      [x - 0.05 + finger * 0.025, -0.12],
      0.021,
      0.1,
    ]),
  ];
  const carpals = [
    [0.572, 0.49, 0.036, 0.04],
    [0.63, 0.485, 0.034, 0.034],
    [0.695, 0.495, 0.034, 0.034],
    [0.735, 0.47, 0.02, 0.024],
    [0.553, 0.395, 0.032, 0.034],
    [0.605, 0.405, 0.026, 0.032],
    [0.655, 0.4, 0.033, 0.05],
    [0.718, 0.405, 0.034, 0.04],
  ];
  const wrist = {
    shade(u, v) {
      const { t, away } = alongLine(u, v, [0.66, 1.1], [0.66, -0.2]);
      const flesh =
        1 - step(0.75, 1.05, away / (0.2 + 0.07 * step(0.35, 0.8, t)) + 0.04 * (clouds(u * 4, v * 4, 80) - 0.5));
      const bone = Math.max(...shafts.map((one) => shaft(u, v, one)), ...carpals.map((one) => pebble(u, v, one)));
      const grain = (clouds(u * 150, v * 150, 82, 2) - 0.5) * 9;
      const threads = (clouds(u * 90 + v * 20, v * 30, 83, 3) - 0.5) * 34 * bone;
      const crack = alongLine(u, v, [0.5, 0.69], [0.655, 0.645]);
      const gap = Math.abs(crack.away - 0.012 * clouds(u * 40, v * 5, 84, 3));
      const broken = crack.t > 0.02 && crack.t < 0.98 ? 1 - step(0.002, 0.007, gap) : 0;
      return grey(9 + 52 * flesh + 158 * bone + threads + grain - 70 * broken * bone);
    },
    after(pen) {
      pen.fillStyle = '#e9ecec';
      pen.font = 'bold 54px Arial, sans-serif';
      pen.fillText('L', 1110, 110);
    },
  };

  /** One heartbeat, `t` 0 to 1, in millivolts; `st` lifts what follows the main wave. */
  function beat(t, st) {
    const wave = (at, wide, high) => high * Math.exp(-(((t - at) / wide) ** 2));
    const lifted = st * step(0.4, 0.44, t) * (1 - step(0.6, 0.72, t));
    return (
      wave(0.2, 0.03, 0.13) +
      wave(0.355, 0.008, -0.12) +
      wave(0.38, 0.011, 1) +
      wave(0.41, 0.01, -0.24) +
      lifted +
      wave(0.6, 0.06, 0.24 + st * 0.5)
    );
  }
  const leads = [
    [
      ['I', 0.7, -0.06],
      ['aVR', -0.6, 0],
      ['V1', -0.5, 0.02],
      ['V4', 1, 0.05],
    ],
    [
      ['II', 0.9, 0.26],
      ['aVL', 0.3, -0.14],
      ['V2', -0.35, 0.03],
      ['V5', 1.05, 0.04],
    ],
    [
      ['III', 0.6, 0.3],
      ['aVF', 0.75, 0.28],
      ['V3', 0.6, 0.05],
      ['V6', 0.85, 0.03],
    ],
    [['II', 0.9, 0.26]],
  ];
  function grid(pen, width, height) {
    for (const [gap, colour, line] of [
      [9.6, '#f3c9c9', 0.8],
      [48, '#e39c9c', 1.3],
    ]) {
      pen.strokeStyle = colour;
      pen.lineWidth = line;
      pen.beginPath();
      for (let x = 0; x < width; x += gap) pen.rect(x, 0, 0, height);
      for (let y = 0; y < height; y += gap) pen.rect(0, y, width, 0);
      pen.stroke();
    }
  }
  function trace(pen, [name, high, st], [left, right, middle], random) {
    pen.beginPath();
    for (let x = left; x < right; x += 1) {
      const value = high * beat((x % 186) / 186, 0) + (beat((x % 186) / 186, st) - beat((x % 186) / 186, 0));
      pen.lineTo(x, middle - value * 92 + (random() - 0.5) * 1.6 + 4 * Math.sin(x / 190));
    }
    pen.stroke();
    pen.fillText(name, left + 8, middle - 88);
  }
  const ecg = {
    shade: (u, v) => blend([253, 240, 238], [248, 231, 228], clouds(u * 3, v * 3, 95)),
    after(pen, width, height) {
      const random = randomFrom(96);
      grid(pen, width, height);
      pen.strokeStyle = '#20242b';
      pen.fillStyle = '#20242b';
      pen.lineWidth = 2.1;
      pen.lineJoin = 'round';
      pen.font = '22px Arial, sans-serif';
      for (const [row, names] of leads.entries()) {
        const share = (width - 40) / names.length;
        for (const [column, lead] of names.entries())
          trace(pen, lead, [20 + column * share, 20 + (column + 1) * share, 170 + row * 205], random);
      }
      pen.fillText('25 mm/s   10 mm/mV   0.05–150 Hz', 24, height - 22);
    },
  };

  function vessel(pen, random, { x, y, angle, width, length, colour }) {
    if (width < 1 || length < 24) return;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(x, y);
    let [px, py, turn] = [x, y, angle];
    for (let part = 0; part < 12; part++) {
      turn += (random() - 0.5) * 0.3;
      px += (Math.cos(turn) * length) / 12;
      py += (Math.sin(turn) * length) / 12;
      pen.lineTo(px, py);
    }
    pen.stroke();
    for (const side of [-1, 1]) {
      vessel(pen, random, {
        x: px,
        y: py,
        angle: turn + side * (0.25 + random() * 0.4),
        width: width * 0.68,
        length: length * 0.72,
        colour,
      });
    }
  }
  const fundus = {
    shade(u, v) {
      const away = Math.hypot(u - 0.667, v - 0.5);
      const ground = blend([206, 98, 44], [164, 62, 30], clouds(u * 5, v * 5, 100));
      const flecked = blend(ground, [226, 132, 70], 0.4 * step(0.55, 0.8, clouds(u * 40, v * 40, 101, 3)));
      const macula = blend(flecked, [104, 36, 22], 0.75 * (1 - step(0.01, 0.13, Math.hypot(u - 0.6, v - 0.51))));
      const disc = Math.hypot((u - 0.86) / 0.9, v - 0.48);
      const pale = blend(
        blend(macula, [246, 190, 112], 1 - step(0.058, 0.075, disc)),
        [255, 232, 180],
        1 - step(0.012, 0.04, disc),
      );
      return blend(
        pale.map((part) => part * (1.12 - 1.1 * away)),
        [4, 3, 3],
        step(0.462, 0.474, away),
      );
    },
    after(pen, width, height) {
      pen.save();
      pen.beginPath();
      pen.arc(width * 0.5, height * 0.5, height * 0.462, 0, 7);
      pen.clip();
      pen.lineCap = 'round';
      const at = { x: width * 0.645, y: height * 0.48 };
      const arcs = [-2.3, -0.9, 2.3, 0.9, -2.75, 2.75];
      for (const [index, angle] of arcs.entries()) {
        vessel(pen, randomFrom(110 + index), { ...at, angle, width: 9, length: 250, colour: 'rgb(122 20 18 / 72%)' });
        vessel(pen, randomFrom(130 + index), {
          ...at,
          angle: angle + 0.14,
          width: 6.5,
          length: 235,
          colour: 'rgb(176 40 28 / 70%)',
        });
      }
      const random = randomFrom(150);
      for (let spot = 0; spot < 46; spot++) {
        const isBlood = spot % 3 !== 0;
        pen.fillStyle = isBlood ? 'rgb(110 14 12 / 78%)' : 'rgb(250 226 150 / 80%)';
        pen.beginPath();
        pen.ellipse(
          width * (0.3 + 0.32 * random()),
          height * (0.25 + 0.5 * random()),
          2 + random() * 7,
          2 + random() * 5,
          random() * 3,
          0,
          7,
        );
        pen.fill();
      }
      pen.restore();
    },
  };

  const slide = {
    shade(u, v) {
      const fibres = clouds(u * 9 + clouds(u * 3, v * 3, 160) * 6, v * 34 + clouds(u * 4, v * 4, 161) * 9, 162);
      const stroma = blend([246, 214, 228], [214, 130, 170], step(0.3, 0.75, fibres));
      const surface = 0.24 + 0.09 * Math.sin(u * 9) + 0.1 * (clouds(u * 4, 1, 163) - 0.5);
      const depth = v - surface;
      const epidermis =
        step(0.02, 0.05, depth) * (1 - step(0.2, 0.26, depth + 0.12 * (clouds(u * 6, v * 2, 164) - 0.5)));
      const nest = step(0.56, 0.64, clouds(u * 7, v * 7, 165, 3)) * step(0.2, 0.3, depth);
      const tissue = blend(stroma, [196, 120, 178], Math.max(epidermis, nest * 0.8));
      const crowd = 24 + 26 * Math.max(epidermis, nest);
      const nucleus = cells(u * crowd, v * crowd, 166);
      const isThere = step(0.3, 0.7, clouds(u * 14, v * 14, 167) + 0.4 * Math.max(epidermis, nest));
      const stained = blend(
        tissue,
        [84, 50, 128],
        isThere * (1 - step(0.2, 0.3, nucleus.nearest)) * (0.7 + 0.3 * clouds(u * 200, v * 200, 168, 2)),
      );
      return blend([248, 246, 249], stained, step(-0.004, 0.012, depth));
    },
    after() {},
  };

  Object.assign((globalThis.painters ??= {}), {
    'wrist-xray': wrist,
    'ecg-inferior': ecg,
    'fundus-left': fundus,
    'slide-skin': slide,
  });
}
