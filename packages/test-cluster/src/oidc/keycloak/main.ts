/** The process of the demo's Keycloak. It runs Java and two proxies in front of it, and is ready when all serve. */
import { exitWith, runProgram } from '../../process/runProgram';
import { PlatformError } from '../../errors/PlatformError';
import { httpsOrigin, loginOrigin, readSettings } from '../program/settings';
import { startServers } from '../program/startServers';
import { buildRealm } from './buildRealm';
import { markRealmImported, prepareKeycloakHome } from './keycloakHome';
import { httpsProxy, loginProxy } from './proxies';
import { startKeycloak } from './startKeycloak';

runProgram(async settingsFile => {
  const settings = readSettings(settingsFile);
  const home = prepareKeycloakHome({
    installation: settings.keycloakInstallation!,
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
    ...settings,
    https: httpsProxy(origins),
    login: loginProxy(origins),
  });
  let stopping = false;
  keycloak.exited.then(exit => {
    if (!stopping) {
      const message = `Keycloak ended unexpectedly (${exit}).`;
      exitWith(new PlatformError('keycloak-not-ready', message));
    }
  });
  return async () => {
    stopping = true;
    await Promise.all([stopServers(), keycloak.stop()]);
  };
});
