/** Cases read, and words written, while the service cannot be reached. */
export { OfflineAtDesk } from './at-desk';
