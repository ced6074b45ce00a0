import {
  differencesOf,
  type KubernetesApi,
  readFixture,
  type ReducedRecording,
  reduceRecording,
} from '@kratix-portal/kratix-stand-in';
import { until } from '../../process/until';
import { RecordingWorld } from '../RecordingWorld';
import type { Scenario } from '../scenarios/Scenario';
import { select } from '../select';

/** The kinds in the order in which their first objects appeared. */
function kindsOf(
  { objects }: Pick<ReducedRecording, 'objects'>,
  among: string[] = [],
) {
  const kinds = Object.keys(objects).map(name => name.split(' ')[0]);
  return [...new Set(kinds)].filter(kind => among.includes(kind));
}

/**
 * Repeats the actions of the user of a recording with the stand-in. Returns how the states differ from the recorded states, and the order in which
 * the kinds of the scenario appeared.
 */
export async function playRecording(
  api: KubernetesApi,
  { name, play, order, ...selection }: Scenario,
) {
  const fixture = await readFixture(name);
  const recorded = select(fixture, selection);
  const world = new RecordingWorld(api, fixture);
  const readMade = () => reduceRecording(world.lines, { isMade: true });
  const readDifferences = () =>
    differencesOf(recorded, select(readMade(), selection));
  try {
    await play(world);
    const isSame = async () => readDifferences().length === 0;
    await until('the recorded states', isSame).catch(() => {});
    await world.settle();
    return {
      differences: readDifferences(),
      kinds: kindsOf(readMade(), order),
      recordedKinds: kindsOf(recorded, order),
    };
  } finally {
    await world.clean();
  }
}
