/** The process of the emulated OIDC providers: `main.ts <settings file>`. It prints `ready` when all of them listen. */
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { endWithParent } from '../../process/endWithParent';
import { loadSigningKeys } from '../oidcProvider/signingKeys';
import { startServers } from '../startServers';
import { createEmulator } from './createEmulator';
import { emulations } from './emulations';
import { emulatorSettingsSchema } from './emulatorSettings';

async function main(settingsFile: string) {
  const settings = emulatorSettingsSchema.parse(
    JSON.parse(readFileSync(settingsFile, 'utf8')),
  );
  const { tls } = settings;
  const stops: Array<() => Promise<void>> = [];
  for (const emulator of settings.emulators) {
    const keys = loadSigningKeys(join(settings.dataDir, emulator.provider));
    const provider = createEmulator(settings, emulator, keys);
    const handler = below(
      emulations[emulator.provider].issuerPath,
      provider.callback(),
    );
    const { ports } = emulator;
    stops.push(
      await startServers({ tls, ports, https: handler, login: handler }),
    );
  }
  endWithParent(async () => {
    await Promise.all(stops.map(stop => stop()));
  });
  process.stdout.write('ready\n');
}

/** Serves a provider below the path of its issuer. The library reads `originalUrl` to build its own URLs. */
function below(issuerPath: string, handler: RequestListener): RequestListener {
  const prefix = issuerPath.replace(/\/$/, '');
  return (request, response) => {
    const { url = '/' } = request;
    if (prefix && url.startsWith(`${prefix}/`)) {
      Object.assign(request, { originalUrl: url });
      request.url = url.slice(prefix.length);
    }
    handler(request, response);
  };
}

main(process.argv[2]).catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
