export { RunLog, type RunLogProps } from './RunLog';
export type { LogPlace } from './components/LogList';
