import { Job } from './kratixObjects';

/** How fast things happen. */
export interface PaceSettings {
  /** One step of a pipeline's pod, for example from one container to the next. */
  stepMilliseconds: number;
}

/** Remembers of Jobs when they were first seen and whether their start was announced. After a restart it counts anew, which does no harm. */
export class Pace {
  readonly stepMilliseconds: number;
  private readonly firstSeen = new Map<string, number>();
  private readonly announced = new Set<string>();

  constructor(settings: PaceSettings) {
    this.stepMilliseconds = settings.stepMilliseconds;
  }

  /** A Job is reported as running while its first container of the Promise runs: three steps after it was made. */
  reportableInMilliseconds(job: Job) {
    const uid = job.metadata.uid ?? '';
    const seen = this.firstSeen.get(uid) ?? Date.now();
    this.firstSeen.set(uid, seen);
    return Math.max(0, seen + 3 * this.stepMilliseconds - Date.now());
  }

  isAnnounced(job: Job) {
    return this.announced.has(job.metadata.uid ?? '');
  }

  announce(job: Job) {
    this.announced.add(job.metadata.uid ?? '');
  }

  forget(job: Job) {
    this.firstSeen.delete(job.metadata.uid ?? '');
    this.announced.delete(job.metadata.uid ?? '');
  }
}
