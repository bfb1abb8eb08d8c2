// Loaded into a program before its own code: its clock is ahead by as many seconds as the file named by MOVED_CLOCK says.
const { readFileSync } = require('node:fs');

const real = Date.now;
const file = process.env.MOVED_CLOCK;
let ahead = 0;
let readAt = -Infinity;

function look() {
  if (performance.now() - readAt < 200) return;
  readAt = performance.now();
  try {
    ahead = Number(readFileSync(file, 'utf8')) * 1000;
  } catch {
    // Nobody has moved it yet.
  }
}

if (file !== undefined) {
  Date.now = () => {
    look();
    return real() + ahead;
  };
}
