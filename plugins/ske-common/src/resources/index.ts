export type { GroupVersion, ResourceRef } from './ResourceRef';
export {
  describeResourceRef,
  formatApiVersion,
  parseApiVersion,
  parseResourceRef,
} from './ResourceRef';
export { isDns1035Label, isDnsLabel, isDnsSubdomain, isKind } from './grammar';
