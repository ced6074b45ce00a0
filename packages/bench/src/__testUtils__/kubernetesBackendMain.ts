import { createBackend } from '@backstage/backend-defaults';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createKubernetesModule } from '@kratix-portal/plugin-ske-backend';

/*
 * A backend with Backstage's own Kubernetes plugin, in its own process, because the plugin loads its client with import(), which jest does not run.
 * The entities of its catalog are in the variable CATALOG_ENTITIES.
 */

// The process that started this one has ended.
process.stdin.on('end', () => process.exit(0)).resume();

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(
  catalogServiceMock.factory({
    entities: JSON.parse(process.env.CATALOG_ENTITIES ?? '[]'),
  }),
);
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@kratix-portal/plugin-auth-backend-module-ske'));
backend.add(
  createKubernetesModule(import('@backstage/plugin-kubernetes-backend')),
);
backend.start();
