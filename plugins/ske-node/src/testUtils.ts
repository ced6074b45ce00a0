/**
 * For tests of what uses this library: a small API server that records, and a proxy that gets things wrong.
 *
 * @packageDocumentation
 */
export type { Fault, FaultPlan } from './testUtils/Fault';
export type { FaultInjectingProxyOptions } from './testUtils/FaultInjectingProxy';
export { FaultInjectingProxy } from './testUtils/FaultInjectingProxy';
export type {
  Interception,
  RecordedRequest,
} from './testUtils/RecordingApiServer';
export {
  applyMergePatch,
  RecordingApiServer,
} from './testUtils/RecordingApiServer';
