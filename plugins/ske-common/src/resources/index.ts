export type {
  GroupVersion,
  ResourceRef,
  ResourceRefPaths,
} from './ResourceRef';
export {
  describeResourceRef,
  formatApiVersion,
  invalidApiVersion,
  parseApiVersion,
  parseResourceRef,
} from './ResourceRef';
export type { WellKnownKind } from './wellKnownKinds';
export { KRATIX_GROUP, wellKnownKinds } from './wellKnownKinds';
export { isDns1035Label, isDnsLabel, isDnsSubdomain, isKind } from './grammar';
