import { createBackend } from '@backstage/backend-defaults';
import { barePlugin } from './barePlugin';
import { verifyOnlyPlugin } from './verifyOnlyPlugin';

/*
 * The measured backend: the demo's backend without a frontend, plus the plugins for the comparison.
 */
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@kratix-portal/plugin-auth-backend-module-ske'));
backend.add(import('@kratix-portal/plugin-ske-backend'));
backend.add(verifyOnlyPlugin);
backend.add(barePlugin);
backend.start();
