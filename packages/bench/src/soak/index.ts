export { runSoak as run } from './runSoak';
