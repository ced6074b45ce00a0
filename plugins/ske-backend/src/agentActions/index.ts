import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { SkeClient } from '@kratix-portal/plugin-ske-common';
import { registerAccessAction } from './accessAction';
import { AgentCalls } from './AgentCalls';
import { registerDiagnoseAction } from './diagnoseAction';
import { registerPromiseActions } from './promiseActions';
import { registerReadActions } from './readActions';
import { registerWriteActions } from './writeActions';

/**
 * Registers the actions with which agents act on the platform as the user, for example over MCP. They are invisible until
 * `backend.actions.pluginSources` of the app configuration names the plugin `ske`.
 *
 * Source: https://backstage.io/docs/backend-system/core-services/actions-registry
 */
export function registerAgentActions(options: {
  actionsRegistry: ActionsRegistryService;
  auth: AuthService;
  discovery: DiscoveryService;
}): void {
  const { actionsRegistry, auth, discovery } = options;
  const calls = new AgentCalls({
    auth,
    client: new SkeClient({ discoveryApi: discovery }),
  });
  registerPromiseActions(actionsRegistry, calls);
  registerAccessAction(actionsRegistry, calls);
  registerReadActions(actionsRegistry, calls);
  registerWriteActions(actionsRegistry, calls);
  registerDiagnoseAction(actionsRegistry, calls);
}
