export type { Attempt } from './Attempt';
export { Refusal, type RefusalProps } from './Refusal';
export { refuserOf, type Refuser } from './refuserOf';
