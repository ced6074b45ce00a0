import { createBackend } from '@backstage/backend-defaults';
import { createCatalogModuleKratix } from '../module';

/*
 * One replica of a Backstage with a catalog and our module, in a process of its own, so that it can be killed. Its runs are short: what a dead
 * replica holds is free after `runTimeoutMs` and, as in the product, the minute after which Backstage's scheduler looks.
 */

// Whoever started it is gone.
process.stdin.on('end', () => process.exit(0)).resume();

const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(createCatalogModuleKratix({ runMs: 3_000, runTimeoutMs: 6_000 }));
backend.start();
