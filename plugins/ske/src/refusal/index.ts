export type { Attempt } from './Attempt';
export { Refusal } from './Refusal';
