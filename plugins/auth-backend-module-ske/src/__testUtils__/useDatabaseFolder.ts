import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BackendFeature,
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { cleanUp } from './signInTests';
import { removeFolder } from '@kratix-portal/test-cluster';

/** Creates a folder for a database before each test. After the test it stops what the test started and removes the folder. */
export function useDatabaseFolder(): {
  readonly path: string;
  /** The database of the portal that has {@link reader} among its modules. */
  readonly database: any;
  readonly reader: BackendFeature;
} {
  let path = '';
  let database: any;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'ske-auth-'));
  });
  afterEach(async () => {
    await cleanUp();
    await removeFolder(path);
  });
  return {
    get path() {
      return path;
    },
    get database() {
      return database;
    },
    reader: createBackendModule({
      pluginId: 'auth',
      moduleId: 'database-reader',
      register(env) {
        env.registerInit({
          deps: { service: coreServices.database },
          async init({ service }) {
            database = await service.getClient();
          },
        });
      },
    }),
  };
}
