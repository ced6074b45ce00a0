/**
 * Shared by the ske plugins of frontend and backend: annotations, object references, error codes, and the typed client of the HTTP API.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api';
export * from './client';
export * from './clusters';
export * from './diagnosis';
export * from './entities';
export * from './errors';
export * from './fieldPaths';
export { isDeeperThan } from './json';
export * from './pendingRequests';
export * from './permissions';
export * from './promiseForm';
export * from './providers';
export * from './resources';
export * from './secrets';
export * from './state';
export * from './writes';
export * from './yaml';
