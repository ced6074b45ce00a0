/**
 * The process of the demo's default OIDC provider: `main.ts <settings file>`. It prints `ready` when both of its servers listen.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { endWithParent } from '../../process/endWithParent';
import { readSettings } from '../settings';
import { close, listen } from '../listen';
import { createProvider } from './createProvider';
import { loadSigningKeys } from './signingKeys';

async function main(settingsFile: string) {
  const settings = readSettings(settingsFile);
  const provider = createProvider(settings, loadSigningKeys(settings.dataDir));
  const handler = provider.callback();
  const https = createTlsServer(
    {
      cert: readFileSync(settings.tls.certFile),
      key: readFileSync(settings.tls.keyFile),
    },
    handler,
  );
  const login = createServer(handler);
  await listen(https, settings.ports.https);
  await listen(login, settings.ports.login);
  endWithParent(async () => {
    await Promise.all([close(https), close(login)]);
  });
  process.stdout.write('ready\n');
}

main(process.argv[2]).catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
