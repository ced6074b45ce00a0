import type { RecordingWorld } from '../RecordingWorld';
import type { Selection } from '../select';

/** A recording, and a function that repeats with the stand-in what its user did. */
export interface Scenario extends Selection {
  name: string;
  play(world: RecordingWorld): Promise<void>;
  /** The first objects of these kinds must appear in this order. */
  order?: string[];
}
