/**
 * The process of the demo's Keycloak: `main.ts <settings file>`. It runs Java and two proxies in front of it, and prints `ready` when all serve.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { endWithParent } from '../../process/endWithParent';
import { OidcProviderError } from '../OidcProviderError';
import { httpsOrigin, loginOrigin, readSettings } from '../settings';
import { close, listen } from '../listen';
import { buildRealm } from './buildRealm';
import { markRealmImported, prepareKeycloakHome } from './keycloakHome';
import { httpsProxy, loginProxy } from './proxies';
import { startKeycloak } from './startKeycloak';

async function main(settingsFile: string) {
  const settings = readSettings(settingsFile);
  if (!settings.keycloakInstallation) {
    throw new OidcProviderError(
      'invalid-settings',
      `${settingsFile} has no keycloakInstallation.`,
    );
  }
  const home = prepareKeycloakHome({
    installation: settings.keycloakInstallation,
    dataDir: settings.dataDir,
    realm: buildRealm(settings),
  });
  const keycloak = await startKeycloak({
    home,
    port: settings.ports.internal,
    publicOrigin: httpsOrigin(settings),
  });
  markRealmImported(home);

  const origins = {
    keycloak: keycloak.origin,
    https: httpsOrigin(settings),
    login: loginOrigin(settings),
  };
  const https = createTlsServer(
    {
      cert: readFileSync(settings.tls.certFile),
      key: readFileSync(settings.tls.keyFile),
    },
    httpsProxy(origins),
  );
  const login = createServer(loginProxy(origins));
  await listen(https, settings.ports.https);
  await listen(login, settings.ports.login);
  let stopping = false;
  endWithParent(async () => {
    stopping = true;
    await Promise.all([close(https), close(login), keycloak.stop()]);
  });
  keycloak.exited.then(exit => {
    if (!stopping) {
      fail(
        new OidcProviderError(
          'keycloak-not-ready',
          `Keycloak ended unexpectedly (${exit}).`,
        ),
      );
    }
  });
  process.stdout.write('ready\n');
}

function fail(error: Error) {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
}

main(process.argv[2]).catch(fail);
