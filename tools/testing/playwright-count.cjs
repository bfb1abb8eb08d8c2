// Playwright reporter: see count.cjs.
const { Count, root } = require('./count.cjs');

/** How Playwright says that its time was up (`globalTimeout`), which is no test's failure. */
const isOutOfTime = ({ message = '' }) => /Timed out waiting [\d.]+s for /u.test(message);

const nameOf = (test) => test.titlePath().filter(Boolean).join(' › ');

module.exports = class {
  count = new Count();
  over = new Set();

  onBegin(_config, suite) {
    this.all = suite.allTests();
  }

  onTestBegin({ location, title }) {
    this.count.begins(location.file, title);
  }

  onTestEnd(test, { status, retry, error }) {
    // It was under way when the time was up.
    if (status === 'interrupted') return;
    this.over.add(test);
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
    this.count.names([nameOf(test)]);
  }

  passes(retry) {
    this.count.ends('passed');
    if (retry > 0) this.count.ends('flaky');
  }

  /** Outside any test. */
  onError({ location, message }) {
    if (isOutOfTime({ message })) return;
    this.count.ends('failed');
    this.count.fails(location?.file ?? root, 'outside any test', message);
  }

  onEnd({ status }) {
    if (status === 'timedout') this.count.leaves(this.all.filter((test) => !this.over.has(test)).map(nameOf));
    this.count.completes();
  }

  printsToStdio() {
    return false;
  }
};
