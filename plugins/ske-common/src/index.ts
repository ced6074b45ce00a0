/**
 * What the ske plugins of frontend and backend share: annotations, object references, error codes. Pure, no I/O.
 *
 * @packageDocumentation
 */
export { kratixAnnotations, kratixLabels } from './annotations';
export * from './errors';
export { portalAnnotations } from './portalAnnotations';
export * from './promiseForm';
export * from './resources';
