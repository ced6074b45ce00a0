/**
 * For tests of what uses this library: a small API server that records.
 *
 * @packageDocumentation
 */
export type {
  Interception,
  RecordedRequest,
} from './testUtils/RecordingApiServer';
export {
  applyMergePatch,
  RecordingApiServer,
} from './testUtils/RecordingApiServer';
