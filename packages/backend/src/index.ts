import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// Backstage itself
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

// Kratix resources, which each user requests with the user's own identity
backend.add(import('@kratix-portal/plugin-auth-backend-module-ske'));
backend.add(import('@kratix-portal/plugin-ske-backend'));

// The actions of the ske plugin for agents, over MCP
backend.add(import('@backstage/plugin-mcp-actions-backend'));

// Promises and resource requests of the cluster in the catalog
backend.add(import('@kratix-portal/plugin-catalog-backend-module-kratix'));

backend.start().catch((error: Error) => {
  // Backstage logs the error and keeps running without plugins. Exiting lets the process manager see the failure.
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
