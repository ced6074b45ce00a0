import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { CertificateFiles } from '../certs/CertificateAuthority';
import { ProcessLedger } from '../process/ProcessLedger';
import { startProgram } from '../process/startProgram';
import { Teardown } from '../process/Teardown';
import { together } from '../process/together';
import { until } from '../process/until';
import {
  type Condition,
  Destination,
  findCondition,
  kratixCrds,
  KratixPromise,
  KubernetesApi,
  KubernetesObject,
  resourceTypes,
  standInProgram,
  systemNamespace,
} from '@kratix-portal/kratix-stand-in';
import { writeStandInKubeconfig } from './standInAccount';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const promisesFolder = resolve(__dirname, '../../promises');

const fieldManager = 'test-cluster';
const defaultStepMilliseconds = 100;

/** The Destination of the demo's Works. Its state store does not exist, so nothing is written. */
const demoDestination: Destination = {
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind: 'Destination',
  metadata: { name: 'worker-1', labels: { environment: 'dev' } },
  spec: {
    path: 'worker-1',
    stateStoreRef: { kind: 'BucketStateStore', name: 'default' },
  },
};

interface WithConditions {
  status?: { conditions?: Condition[] };
}

export interface InstallKratixOptions {
  /** Path of an administrator's kubeconfig. */
  kubeconfig: string;
  /** Holds the stand-in's settings and its kubeconfig. */
  stateDir: string;
  logsDir: string;
  /** Whether the stand-in is started. Without it, no controller acts on Promises and resource requests. */
  standIn: boolean;
  /** Whether the sample Promises of this package are installed. */
  samplePromises: boolean;
  /** How long a step of a pipeline's Pod takes; a pipeline has about six. 100 by default. */
  stepMilliseconds?: number;
  /** The files with which the stand-in serves the logs of its Pods to the API server. Without them, or if the API server is on another machine, no log can be read. */
  kubelet?: { serving: CertificateFiles; clientCaFile: string };
  ledger?: ProcessLedger;
  signal?: AbortSignal;
}

/**
 * Installs Kratix's kinds: applies this project's CRDs, Kratix's namespace and a Destination, starts the stand-in for the Kratix controller and
 * applies the sample Promises. It resolves when the API server serves the kinds, including those of the sample Promises.
 */
export async function installKratix(
  options: InstallKratixOptions,
): Promise<{ stop(): Promise<void> }> {
  const api = await KubernetesApi.fromKubeconfig(
    options.kubeconfig,
    fieldManager,
  );
  try {
    await Promise.all([
      installCrds(api, options.signal),
      api.ensure(resourceTypes.namespace, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: systemNamespace },
      }),
    ]);
    const promises = options.samplePromises ? await readSamplePromises() : [];
    const apply = () =>
      Promise.all([
        api.apply(resourceTypes.destination, demoDestination, fieldManager),
        ...promises.map(promise =>
          api.apply(resourceTypes.promise, promise, fieldManager),
        ),
      ]);
    if (!options.standIn) {
      await apply();
      return { stop: async () => undefined };
    }
    return await Teardown.guard(async teardown => {
      const { signal = new AbortController().signal } = options;
      await together<[void, unknown]>(signal, [
        async either => {
          const { stop } = await startStandInProcess(api, options, either);
          teardown.push(stop);
        },
        apply,
      ]);
      await waitForCrds(
        api,
        promises.map(({ spec }) => spec?.api?.metadata?.name ?? ''),
        signal,
      );
      return { stop: () => teardown.run() };
    });
  } finally {
    await api.close();
  }
}

/** Applies the CRDs and waits until the API server serves all of them. */
export async function installCrds(
  api: KubernetesApi,
  signal?: AbortSignal,
): Promise<void> {
  const type = resourceTypes.customResourceDefinition;
  await Promise.all(kratixCrds.map(crd => api.apply(type, crd, fieldManager)));
  await waitForCrds(
    api,
    kratixCrds.map(({ metadata }) => metadata.name),
    signal,
  );
}

/** Waits until the API server serves the kinds. */
async function waitForCrds(
  api: KubernetesApi,
  names: string[],
  signal?: AbortSignal,
) {
  const type = resourceTypes.customResourceDefinition;
  for (const name of names) {
    await until(
      `the condition Established of CustomResourceDefinition ${name}`,
      async () => {
        const crd = await api.find<KubernetesObject & WithConditions>(type, {
          name,
        });
        const established = findCondition(crd?.status, 'Established');
        return established?.status === 'True';
      },
      { signal },
    );
  }
}

async function readSamplePromises(): Promise<KratixPromise[]> {
  const files = await readdir(promisesFolder);
  return Promise.all(
    files
      .filter(file => file.endsWith('.yaml'))
      .sort()
      .map(async file =>
        parse(await readFile(join(promisesFolder, file), 'utf8')),
      ),
  );
}

async function startStandInProcess(
  api: KubernetesApi,
  { kubelet, stepMilliseconds, ...options }: InstallKratixOptions,
  signal: AbortSignal,
) {
  const folder = join(options.stateDir, 'kratix-stand-in');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return startProgram({
    name: 'kratix-stand-in',
    program: standInProgram,
    settings: {
      kubeconfig: await writeStandInKubeconfig(api, join(folder, 'kubeconfig')),
      stepMilliseconds: stepMilliseconds ?? stepMillisecondsFromEnvironment(),
      kubelet: kubelet && {
        ...kubelet.serving,
        clientCaFile: kubelet.clientCaFile,
      },
    },
    settingsFile: join(folder, 'settings.json'),
    logFile: join(options.logsDir, 'kratix-stand-in.log'),
    ledger: options.ledger,
    signal,
  });
}

/** The environment variable `KRATIX_STAND_IN_STEP_MILLISECONDS` sets the pace of a demo. */
function stepMillisecondsFromEnvironment() {
  const value = Number(process.env.KRATIX_STAND_IN_STEP_MILLISECONDS);
  return Number.isInteger(value) && value > 0 ? value : defaultStepMilliseconds;
}
