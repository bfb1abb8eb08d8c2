export { ReadMark } from './read-mark';
