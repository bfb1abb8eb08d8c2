export { beginInstalled } from './begin';
export { InstallCard } from './install-card';
