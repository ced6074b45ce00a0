export { arrangeRuns } from './arrangeRuns';
export { PipelinesTab } from './PipelinesTab';
export { runSearch } from './runLocation';
