export { useAnswers, type Answers } from './useAnswers';
export { useNamespaces, type KnownNamespaces } from './useNamespaces';
export { useRequests, type Requests } from './useRequests';
