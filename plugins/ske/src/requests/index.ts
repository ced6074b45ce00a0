export { summarizeCoverage, type KindCoverage } from './completeness';
export {
  useAnswers,
  useNamespaces,
  useRequests,
  type KnownNamespaces,
  type Requests,
} from './data';
export { countByState, searchOf, type StateCount } from './filters';
export { createKindReader, type RequestKind } from './kinds';
export {
  AddedNamespaces,
  CoverageNotes,
  NamespaceForm,
  NamespaceNote,
} from './notes';
export { MOST_QUESTIONS } from './plan';
export { isRefused, PromisesNote, PromisesRefused } from './PromisesRefused';
export { RequestsTable } from './RequestsTable';
export type { RequestRow } from './rows';
