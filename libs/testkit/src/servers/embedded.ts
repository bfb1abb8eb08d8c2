/** The servers that `npm start` starts, for systems of the tests' own: the one place where the testkit reaches into the tools. */
export { freePort } from '../../../../tools/embedded/free-port';
export { startInfrastructure } from '../../../../tools/embedded/infrastructure';
export { startMailCatcher, type CaughtMail, type MailCatcher } from '../../../../tools/embedded/mail-catcher/catcher';
export { pageOf, serveMails } from '../../../../tools/embedded/mail-catcher/page';
export { orStopped } from '../../../../tools/embedded/or-stopped';
export { startPostgres } from '../../../../tools/embedded/postgres';
