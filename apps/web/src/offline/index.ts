export { WithoutConnection } from './without-connection';
