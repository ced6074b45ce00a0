/**
 * The process of the demo's default OIDC provider: `main.ts <settings file>`. Prints `ready` when both of its servers listen.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { endWithParent } from '../../process/endWithParent';
import { readIssuerSettings } from '../issuerSettings';
import { close, listen } from '../listen';
import { createProvider } from './createProvider';
import { loadSigningKeys } from './signingKeys';

async function main(settingsFile: string) {
  const settings = readIssuerSettings(settingsFile);
  const provider = createProvider(settings, loadSigningKeys(settings.dataDir));
  const handler = provider.callback();
  const issuer = createTlsServer(
    {
      cert: readFileSync(settings.tls.certFile),
      key: readFileSync(settings.tls.keyFile),
    },
    handler,
  );
  const login = createServer(handler);
  await listen(issuer, settings.ports.issuer);
  await listen(login, settings.ports.login);
  endWithParent(async () => {
    await Promise.all([close(issuer), close(login)]);
  });
  process.stdout.write('ready\n');
}

main(process.argv[2]).catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
