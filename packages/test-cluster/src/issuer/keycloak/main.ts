/**
 * The process of the demo's Keycloak: `main.ts <settings file>`. Java and the two proxies in front of it; prints `ready` when all of it serves.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { endWithParent } from '../../process/endWithParent';
import { IssuerError } from '../IssuerError';
import {
  issuerOrigin,
  loginOrigin,
  readIssuerSettings,
} from '../issuerSettings';
import { close, listen } from '../listen';
import { buildRealm } from './buildRealm';
import { markRealmImported, prepareKeycloakHome } from './keycloakHome';
import { issuerProxy, loginProxy } from './proxies';
import { startKeycloak } from './startKeycloak';

async function main(settingsFile: string) {
  const settings = readIssuerSettings(settingsFile);
  if (!settings.keycloakInstallation) {
    throw new IssuerError(
      'invalid-settings',
      `${settingsFile} does not say where Keycloak is installed`,
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
    publicOrigin: issuerOrigin(settings),
  });
  markRealmImported(home);

  const origins = {
    keycloak: keycloak.origin,
    issuer: issuerOrigin(settings),
    login: loginOrigin(settings),
  };
  const issuer = createTlsServer(
    {
      cert: readFileSync(settings.tls.certFile),
      key: readFileSync(settings.tls.keyFile),
    },
    issuerProxy(origins),
  );
  const login = createServer(loginProxy(origins));
  await listen(issuer, settings.ports.issuer);
  await listen(login, settings.ports.login);
  let stopping = false;
  endWithParent(async () => {
    stopping = true;
    await Promise.all([close(issuer), close(login), keycloak.stop()]);
  });
  keycloak.exited.then(how => {
    if (!stopping) {
      fail(new IssuerError('keycloak-not-ready', `Keycloak ended (${how})`));
    }
  });
  process.stdout.write('ready\n');
}

function fail(error: Error) {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
}

main(process.argv[2]).catch(fail);
