export { collectLastLines } from './collectLastLines';
export { RunLog } from './RunLog';
