/** The process of the demo's default OIDC provider. It is ready when both of its servers listen. */
import { runProgram } from '../../process/runProgram';
import { readSettings } from '../program/settings';
import { startServers } from '../program/startServers';
import { createProvider } from './createProvider';
import { loadSigningKeys } from './signingKeys';

runProgram(async settingsFile => {
  const settings = readSettings(settingsFile);
  const provider = createProvider(settings, loadSigningKeys(settings.dataDir));
  const handler = provider.callback();
  return startServers({ ...settings, https: handler, login: handler });
});
