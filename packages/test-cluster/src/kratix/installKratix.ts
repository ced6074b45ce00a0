import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { CertificateFiles } from '../certs/CertificateAuthority';
import { ProcessLedger } from '../process/ProcessLedger';
import { startProcess } from '../process/startProcess';
import { until } from '../process/until';
import {
  Destination,
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
const sourceFolder = __dirname;
const packageFolder = resolve(sourceFolder, '../..');
const promisesFolder = join(packageFolder, 'promises');

const fieldManager = 'test-cluster';
const defaultStepMilliseconds = 100;
const standInTimeoutMilliseconds = 60_000;

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
  /** The files with which the stand-in serves the logs of its Pods to the API server. Without them, or on another machine, no log can be read. */
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
    const applied = Promise.all([
      api.apply(resourceTypes.destination, demoDestination, fieldManager),
      ...promises.map(promise =>
        api.apply(resourceTypes.promise, promise, fieldManager),
      ),
    ]);
    if (!options.standIn) {
      await applied;
      return { stop: async () => undefined };
    }
    // Both run concurrently. `allSettled`, so that the process can be stopped when the other one fails.
    const [standIn, objects] = await Promise.allSettled([
      startStandInProcess(api, options),
      applied,
    ]);
    if (standIn.status === 'rejected') {
      throw standIn.reason;
    }
    try {
      if (objects.status === 'rejected') {
        throw objects.reason;
      }
      await waitUntilServed(api, promises, options.signal);
    } catch (error) {
      await standIn.value.stop();
      throw error;
    }
    return { stop: () => standIn.value.stop() };
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
  await Promise.all(
    kratixCrds.map(({ metadata }) => waitForCrd(api, metadata.name, signal)),
  );
}

async function waitForCrd(
  api: KubernetesApi,
  name: string,
  signal?: AbortSignal,
) {
  await until(
    `the condition Established of CustomResourceDefinition ${name}`,
    async () => {
      const crd = await api.find<
        KubernetesObject & {
          status?: { conditions?: Array<{ type: string; status: string }> };
        }
      >(resourceTypes.customResourceDefinition, { name });
      return crd?.status?.conditions?.some(
        ({ type, status }) => type === 'Established' && status === 'True',
      );
    },
    signal,
  );
}

async function readSamplePromises(): Promise<KratixPromise[]> {
  const files = await readdir(promisesFolder);
  return Promise.all(
    files
      .filter(file => file.endsWith('.yaml'))
      .sort()
      .map(
        async file =>
          parse(
            await readFile(join(promisesFolder, file), 'utf8'),
          ) as KratixPromise,
      ),
  );
}

async function waitUntilServed(
  api: KubernetesApi,
  promises: KratixPromise[],
  signal?: AbortSignal,
) {
  await Promise.all(
    promises.map(({ spec }) =>
      waitForCrd(api, spec?.api?.metadata?.name ?? '', signal),
    ),
  );
}

async function startStandInProcess(
  api: KubernetesApi,
  options: InstallKratixOptions,
) {
  const folder = join(options.stateDir, 'kratix-stand-in');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const settingsFile = join(folder, 'settings.json');
  const settings = {
    kubeconfig: await writeStandInKubeconfig(api, join(folder, 'kubeconfig')),
    stepMilliseconds:
      options.stepMilliseconds ?? stepMillisecondsFromEnvironment(),
    kubelet: options.kubelet && {
      ...options.kubelet.serving,
      clientCaFile: options.kubelet.clientCaFile,
    },
  };
  await writeFile(settingsFile, JSON.stringify(settings));
  return startProcess({
    name: 'kratix-stand-in',
    command: process.execPath,
    args: ['--import', 'tsx', standInProgram, settingsFile],
    cwd: packageFolder,
    logFile: join(options.logsDir, 'kratix-stand-in.log'),
    ready: 'stdout-ready',
    timeoutMs: standInTimeoutMilliseconds,
    ledger: options.ledger,
    signal: options.signal,
  });
}

/** The environment variable `KRATIX_STAND_IN_STEP_MILLISECONDS` sets the pace of a demo. */
function stepMillisecondsFromEnvironment() {
  const value = Number(process.env.KRATIX_STAND_IN_STEP_MILLISECONDS);
  return Number.isInteger(value) && value > 0 ? value : defaultStepMilliseconds;
}
