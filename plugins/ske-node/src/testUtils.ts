/**
 * For tests of code that uses this library: a small API server that records requests, and a proxy that injects faults.
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
