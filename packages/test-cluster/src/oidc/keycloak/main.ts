/** The process of the demo's Keycloak: `main.ts <settings file>`. It runs Java and two proxies in front of it, and prints `ready` when all serve. */
import { endWithParent } from '../../process/endWithParent';
import { PlatformError } from '../../errors/PlatformError';
import { httpsOrigin, loginOrigin, readSettings } from '../settings';
import { startServers } from '../startServers';
import { buildRealm } from './buildRealm';
import { markRealmImported, prepareKeycloakHome } from './keycloakHome';
import { httpsProxy, loginProxy } from './proxies';
import { startKeycloak } from './startKeycloak';

async function main(settingsFile: string) {
  const settings = readSettings(settingsFile);
  if (!settings.keycloakInstallation) {
    throw new PlatformError(
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
  const stopServers = await startServers({
    tls: settings.tls,
    ports: settings.ports,
    https: httpsProxy(origins),
    login: loginProxy(origins),
  });
  let stopping = false;
  endWithParent(async () => {
    stopping = true;
    await Promise.all([stopServers(), keycloak.stop()]);
  });
  keycloak.exited.then(exit => {
    if (!stopping) {
      fail(
        new PlatformError(
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
