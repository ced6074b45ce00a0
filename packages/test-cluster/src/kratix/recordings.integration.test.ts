import {
  differencesOf,
  readFixture,
  type ReducedRecording,
  reduceRecording,
} from '@kratix-portal/kratix-stand-in';
import { useStandIn } from './__testUtils__/useStandIn';
import { until } from '../process/until';
import { RecordingWorld } from './RecordingWorld';
import { scenarios } from './scenarios';
import { select } from './select';

/** The kinds in the order in which their first objects appeared. */
function kindsOf(
  { objects }: Pick<ReducedRecording, 'objects'>,
  among: string[] = [],
) {
  const kinds = Object.keys(objects).map(name => name.split(' ')[0]);
  return [...new Set(kinds)].filter(kind => among.includes(kind));
}

describe('the stand-in compared with recordings of Kratix', () => {
  const standIn = useStandIn({ samplePromises: false });

  it.each(scenarios)(
    '$name',
    async ({ name, play, order, ...selection }) => {
      const fixture = await readFixture(name);
      const world = new RecordingWorld(standIn.api, fixture);
      try {
        await play(world);
        const recorded = select(fixture, selection);
        const differences = () => {
          const made = reduceRecording(world.lines, { isMade: true });
          return differencesOf(recorded, select(made, selection));
        };
        const isSame = async () => differences().length === 0;
        await until('the recorded states', isSame).catch(() => {});
        await world.settle();
        expect(differences()).toEqual([]);
        const made = reduceRecording(world.lines, { isMade: true });
        expect(kindsOf(made, order)).toEqual(kindsOf(recorded, order));
      } finally {
        await world.clean();
      }
    },
    240_000,
  );
});
