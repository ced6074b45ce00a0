import type { DemoSettings } from './DemoSettings';
import type { Report } from './Report';
import type { StopRequest } from './StopRequest';

/** A run of `npm start`. */
export interface Run {
  settings: DemoSettings;
  report: Report;
  stop: StopRequest;
}

/** Keeps the run going until it has to end. */
export async function untilStopped({ report, stop }: Run): Promise<void> {
  await stop.received();
  report.say(stop.failure ? `error: ${stop.failure}` : 'Stopping ...');
}
