export { createKindReader } from './createKindReader';
export { describePromise, type PromiseDescription } from './describePromise';
export type { RequestKind } from './RequestKind';
