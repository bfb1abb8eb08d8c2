export { goesOnWithout, WithoutConnection } from './without-connection';
