export type { KnownNamespaces } from './useNamespaces';
export { useAnswers, type Answers } from './useAnswers';
export { usePromises } from './usePromises';
export { useRequests, type Requests } from './useRequests';
