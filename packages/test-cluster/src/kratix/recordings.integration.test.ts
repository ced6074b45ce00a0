import {
  differencesOf,
  KubernetesApi,
  readFixture,
  type ReducedRecording,
  reduceRecording,
} from '@kratix-portal/kratix-stand-in';
import { useTestPlatform } from '../testing/useTestPlatform';
import { installKratix } from './installKratix';
import { patienceMilliseconds, RecordingWorld, until } from './RecordingWorld';
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
  const platform = useTestPlatform({ kratix: 'none' });
  let api: KubernetesApi;
  let kratix: { stop(): Promise<void> };

  beforeAll(async () => {
    const { kubeconfigs, paths } = platform.current.endpoints;
    kratix = await installKratix({
      kubeconfig: kubeconfigs.admin,
      stateDir: paths.stateDir,
      logsDir: paths.logs,
      standIn: true,
      samplePromises: false,
      stepMilliseconds: 20,
    });
    api = await KubernetesApi.fromKubeconfig(kubeconfigs.admin, 'test');
  }, 60_000);

  afterAll(async () => {
    await api?.close();
    await kratix?.stop();
  }, 60_000);

  it.each(scenarios)(
    '$name',
    async ({ name, play, order, withoutObjects = [], withoutPaths = [] }) => {
      const fixture = await readFixture(name);
      const world = new RecordingWorld(api, fixture);
      try {
        await play(world);
        const recorded = select(fixture, withoutObjects, withoutPaths);
        const differences = () => {
          const made = reduceRecording(world.lines, { isMade: true });
          return differencesOf(
            recorded,
            select(made, withoutObjects, withoutPaths),
          );
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
    4 * patienceMilliseconds,
  );
});
