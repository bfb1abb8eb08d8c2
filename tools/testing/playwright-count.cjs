// Playwright reporter: see count.cjs.
const { Count, root } = require('./count.cjs');

module.exports = class {
  count = new Count();

  onTestBegin({ location, title }) {
    this.count.begins(location.file, title);
  }

  onTestEnd(test, { status, retry, error }) {
    if (status === 'skipped') this.skips(test);
    else if (status === test.expectedStatus) this.passes(retry);
    else if (retry >= test.retries) this.failed(test, error);
  }

  failed({ location, title }, error) {
    this.count.ends('failed');
    this.count.fails(location.file, title, error?.message);
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
  onError({ location, message }) {
    this.count.ends('failed');
    this.count.fails(location?.file ?? root, 'outside any test', message);
  }

  onEnd() {
    this.count.completes();
  }

  printsToStdio() {
    return false;
  }
};
