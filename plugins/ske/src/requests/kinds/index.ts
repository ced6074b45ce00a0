export { createKindReader } from './createKindReader';
export type { RequestKind } from './RequestKind';
