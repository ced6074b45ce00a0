/** The process of the emulated OIDC providers. It is ready when all of them listen. */
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { runProgram } from '../../process/runProgram';
import { loadSigningKeys } from '../oidcProvider/signingKeys';
import { readJson } from '../program/settings';
import { startServers } from '../program/startServers';
import { createEmulator } from './createEmulator';
import { emulations } from './emulations';
import { emulatorSettingsSchema } from './emulatorSettings';

runProgram(async settingsFile => {
  const settings = emulatorSettingsSchema.parse(readJson(settingsFile));
  const { tls } = settings;
  const stops = settings.emulators.map(async emulator => {
    const { provider, ports } = emulator;
    const keys = loadSigningKeys(join(settings.dataDir, provider));
    const handler = below(
      emulations[provider].issuerPath,
      createEmulator(settings, emulator, keys).callback(),
    );
    return startServers({ tls, ports, https: handler, login: handler });
  });
  const started = await Promise.all(stops);
  return async () => {
    await Promise.all(started.map(stop => stop()));
  };
});

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
