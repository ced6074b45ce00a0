export type { AmbiguousScalar } from './ambiguousScalars';
export {
  describeAmbiguousKey,
  describeAmbiguousScalar,
  readAmbiguousScalar,
} from './ambiguousScalars';
export { withoutStackTraces } from './withoutStackTraces';
