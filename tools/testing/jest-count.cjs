// Jest reporter: see count.cjs.
const { Count } = require('./count.cjs');

module.exports = class {
  count = new Count();

  onTestStart({ path }) {
    this.count.begins(path, '');
  }

  onTestCaseStart({ path }, { fullName }) {
    this.count.begins(path, fullName);
  }

  onTestCaseResult(_test, { status }) {
    this.count.ends(['passed', 'failed'].includes(status) ? status : 'skipped');
  }

  onTestResult({ path }, { testResults, testExecError }) {
    if (testExecError) this.count.fails(path, 'before any test', testExecError.message);
    for (const { status, fullName, failureMessages } of testResults)
      if (status === 'failed') this.count.fails(path, fullName, failureMessages[0]);
    this.count.names(testResults.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName));
  }

  onRunComplete(_contexts, result) {
    this.count.completes({
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    });
  }
};
