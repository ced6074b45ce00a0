export type { AmbiguousScalar } from './ambiguousScalars';
export {
  describeAmbiguousKey,
  describeAmbiguousScalar,
  readAmbiguousScalar,
} from './ambiguousScalars';
