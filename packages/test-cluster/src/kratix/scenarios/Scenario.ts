import type { RecordingWorld } from '../RecordingWorld';
import type { Selection } from '../select';

/** A recording, and a function that repeats the actions of the recorded user with the stand-in. */
export interface Scenario extends Selection {
  name: string;
  play(world: RecordingWorld): Promise<void>;
  /** The first objects of these kinds must appear in this order. */
  order?: string[];
}
