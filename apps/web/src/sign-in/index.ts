export { NewKeys } from './new-keys';
