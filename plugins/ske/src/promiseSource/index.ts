export { PromiseSourceField } from './PromiseSourceField';
export {
  type PromiseCandidate,
  type PromiseSourceContent,
  type SourcePromise,
} from './readPromiseSource';
export { useSource, type Source } from './useSource';
export { useSourceDraft } from './useSourceDraft';
