import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { KubernetesApi } from './kubernetes/KubernetesApi';
import { resourceTypes } from './kubernetes/resourceTypes';
import { ContainerNotes } from './standIn/ContainerNotes';
import { startKubelet } from './kubelet/startKubelet';
import { standInName, startStandIn } from './standIn/startStandIn';

/** The content of the JSON file whose path is the only argument. */
const settingsSchema = z.object({
  kubeconfig: z.string(),
  stepMilliseconds: z.number().int().positive(),
  /** Without it, the API server cannot read the logs of Pods. It works only with an API server on this machine. */
  kubelet: z
    .object({
      certFile: z.string(),
      keyFile: z.string(),
      /** The authority of the API server's client certificate. */
      clientCaFile: z.string(),
    })
    .optional(),
});

function log(message: string) {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
}

/** The owner holds the other end of standard input; the kernel closes it when the owner ends, even after SIGKILL. */
function exitWithOwner(stop: () => void) {
  const exit = () => {
    stop();
    process.exit(0);
  };
  process.stdin.once('close', exit).resume();
  process.once('SIGTERM', exit);
  process.once('SIGINT', exit);
}

async function main() {
  const [file] = process.argv.slice(2);
  if (!file) {
    throw new Error('the path of a settings file is missing');
  }
  const settings = settingsSchema.parse(
    JSON.parse(await readFile(file, 'utf8')),
  );
  process.title = 'kratix-stand-in';
  log(standInName);
  const api = await KubernetesApi.fromKubeconfig(
    settings.kubeconfig,
    'kratix-stand-in',
  );
  // An invalid kubeconfig is reported here, and not by each watch.
  await api.list(resourceTypes.promise);
  const stop = new AbortController();
  const notes = new ContainerNotes();
  if (settings.kubelet) {
    await startKubelet({
      ...settings.kubelet,
      api,
      notes,
      log,
      signal: stop.signal,
    });
  }
  startStandIn({
    api,
    log,
    notes,
    signal: stop.signal,
    stepMilliseconds: settings.stepMilliseconds,
  });
  exitWithOwner(() => stop.abort());
  process.stdout.write('ready\n');
}

main().catch(error => {
  log(String(error));
  process.exitCode = 1;
  process.stdin.destroy();
});
