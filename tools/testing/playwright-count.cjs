// Playwright reporter: see count.cjs.
const { Count } = require('./count.cjs');

module.exports = class {
  count = new Count();

  onTestBegin({ location, title }) {
    this.count.begins(location.file, title);
  }

  onTestEnd(test, { status, retry }) {
    if (status === 'skipped') this.skips(test);
    else if (status === test.expectedStatus) this.passes(retry);
    else if (retry >= test.retries) this.count.ends('failed');
  }

  skips(test) {
    this.count.ends('skipped');
    this.count.names([test.titlePath().filter(Boolean).join(' › ')]);
  }

  passes(retry) {
    this.count.ends('passed');
    if (retry > 0) this.count.ends('flaky');
  }

  /** Outside any test. */
  onError() {
    this.count.ends('failed');
  }

  onEnd() {
    this.count.completes();
  }

  printsToStdio() {
    return false;
  }
};
