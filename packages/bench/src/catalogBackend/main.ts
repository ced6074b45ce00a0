import { createBackend } from '@backstage/backend-defaults';
import { handoverModule } from './handoverModule';
import { mutationCounter, reportPlugin } from './reportPlugin';

/*
 * A Backstage backend with a catalog, our module and a provider for comparison, which reports its memory, CPU time and mutations to the benchmark. It needs --expose-gc.
 */

// The process that started this one has ended.
process.stdin.on('end', () => process.exit(0)).resume();

const backend = createBackend();
backend.add(mutationCounter);
backend.add(reportPlugin);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@kratix-portal/plugin-catalog-backend-module-kratix'));
backend.add(handoverModule);
backend.start();
