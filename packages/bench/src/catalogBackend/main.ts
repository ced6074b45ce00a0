import { createBackend } from '@backstage/backend-defaults';
import { mutationCounter, reportPlugin } from './reportPlugin';

/*
 * A Backstage with a catalog and our module, which tells the benchmark what it has done and what it holds. Started with --expose-gc.
 */

// Whoever started it is gone.
process.stdin.on('end', () => process.exit(0)).resume();

const backend = createBackend();
backend.add(mutationCounter);
backend.add(reportPlugin);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@kratix-portal/plugin-catalog-backend-module-kratix'));
backend.start();
