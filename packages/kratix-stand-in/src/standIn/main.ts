import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { standInName, startStandIn } from './startStandIn';

const settingsSchema = z.object({
  kubeconfig: z.string(),
  stepMilliseconds: z.number().int().positive(),
});

/** The settings of the process. Its only argument is the path of a JSON file with them. */
export type StandInSettings = z.infer<typeof settingsSchema>;

function log(message: string) {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
}

/** The owner holds the other end of standard input; the kernel closes it when the owner ends, also by SIGKILL. */
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
  // A useless kubeconfig fails here and not in each watch.
  await api.list(resourceTypes.promise);
  const stop = new AbortController();
  startStandIn({
    api,
    log,
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
