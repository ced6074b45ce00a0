export { PromiseSourceField } from './PromiseSourceField';
export {
  readPromiseSource,
  type OtherDocument,
  type PromiseCandidate,
  type PromiseSourceContent,
  type SourcePromise,
} from './readPromiseSource';
export { useSource, type Source } from './useSource';
export { useSourceDraft, type SourceDraft } from './useSourceDraft';
