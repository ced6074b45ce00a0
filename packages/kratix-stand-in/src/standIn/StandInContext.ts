import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { EventRecorder } from './EventRecorder';
import { Pace } from './Pace';

/** What all controllers of the stand-in share. */
export interface StandInContext {
  api: KubernetesApi;
  events: EventRecorder;
  pace: Pace;
  log(message: string): void;
  signal: AbortSignal;
}
