import { createBackend } from '@backstage/backend-defaults';
import { createCatalogModuleKratix } from '../module';

/*
 * One replica of a Backstage with a catalog and our module in its own process, so that a test can kill it. Its runs are short, because the lock of a
 * killed replica expires after `runTimeoutMs`, and Backstage's scheduler looks for expired locks once a minute.
 */

// The parent process has ended.
process.stdin.on('end', () => process.exit(0)).resume();

const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(createCatalogModuleKratix({ runMs: 3_000, runTimeoutMs: 6_000 }));
backend.start();
