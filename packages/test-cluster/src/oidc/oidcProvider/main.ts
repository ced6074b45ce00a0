/** The process of the demo's default OIDC provider: `main.ts <settings file>`. It prints `ready` when both of its servers listen. */
import { endWithParent } from '../../process/endWithParent';
import { readSettings } from '../settings';
import { startServers } from '../startServers';
import { createProvider } from './createProvider';
import { loadSigningKeys } from './signingKeys';

async function main(settingsFile: string) {
  const settings = readSettings(settingsFile);
  const provider = createProvider(settings, loadSigningKeys(settings.dataDir));
  const handler = provider.callback();
  const { tls, ports } = settings;
  endWithParent(
    await startServers({ tls, ports, https: handler, login: handler }),
  );
  process.stdout.write('ready\n');
}

main(process.argv[2]).catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
