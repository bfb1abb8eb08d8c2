// The application of a release to come: the built one, with the rules of the next version.
const built = require('node:path').join(__dirname, '../../../dist');
const { openApplication } = require(`${built}/apps/api/src/application.js`);
const { readSettings } = require(`${built}/apps/api/src/settings/config.js`);
const { versionTwo } = require(`${built}/libs/testkit/src/domain/version-two.js`);

openApplication(readSettings(process.env), versionTwo).then(
  (application) => process.on('SIGTERM', () => application.close().then(() => process.exit(0))),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
