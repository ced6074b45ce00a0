import { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import { useTestPlatform } from '../../testing/useTestPlatform';
import { installKratix } from '../installKratix';

/** A platform with a quick stand-in during the tests of a file. `api` is its administrator. */
export function useStandIn(options: { samplePromises: boolean }) {
  const platform = useTestPlatform({ kratix: 'none' });
  let api: KubernetesApi | undefined;
  let kratix: { stop(): Promise<void> } | undefined;

  const start = async () => {
    const { kubeconfigs, paths } = platform.current.endpoints;
    kratix = await installKratix({
      kubeconfig: kubeconfigs.admin,
      stateDir: paths.stateDir,
      logsDir: paths.logs,
      standIn: true,
      stepMilliseconds: 20,
      ...options,
    });
  };

  beforeAll(async () => {
    await start();
    const { kubeconfigs } = platform.current.endpoints;
    api = await KubernetesApi.fromKubeconfig(kubeconfigs.admin, 'test');
  }, 60_000);

  afterAll(async () => {
    await api?.close();
    await kratix?.stop();
  }, 60_000);

  return {
    get api() {
      if (!api) {
        throw new Error('The API exists only while the tests run.');
      }
      return api;
    },
    get logsDir() {
      return platform.current.endpoints.paths.logs;
    },
    restart: async () => {
      await kratix?.stop();
      await start();
    },
  };
}
