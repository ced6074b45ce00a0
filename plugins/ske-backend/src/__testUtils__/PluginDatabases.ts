import {
  coreServices,
  createServiceFactory,
  type DatabaseService,
} from '@backstage/backend-plugin-api';

type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

/** The databases of the plugins of a backend, one for each plugin. */
export class PluginDatabases {
  readonly #create: () => Promise<Knex>;
  readonly #clients = new Map<string, Promise<Knex>>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param create - creates a database, such as `init` of `TestDatabases` */
  constructor(create: () => Promise<Knex>) {
    this.#create = create;
  }

  /**
   * The database of a plugin.
   *
   * Databases are created one after the other. `TestDatabases` connects to the server when the first database is created. If several databases were created at
   * once, it would connect several times, and would close only one of these connections at the end.
   */
  client(pluginId: string): Promise<Knex> {
    const known = this.#clients.get(pluginId);
    if (known) {
      return known;
    }
    const client = this.#last.then(async () =>
      withoutLateErrors(await this.#create()),
    );
    this.#last = client.catch(() => undefined);
    this.#clients.set(pluginId, client);
    return client;
  }

  /** The service that gives each plugin its database. */
  serviceFactory() {
    return createServiceFactory({
      service: coreServices.database,
      deps: { plugin: coreServices.pluginMetadata },
      factory: ({ plugin }) => ({
        getClient: async () => this.client(plugin.getId()),
      }),
    });
  }
}

/**
 * Makes the queries of a closed client wait for ever instead of failing.
 *
 * A plugin may query its database after the backend has stopped: the scaffolder reads the events of a task each second until it has read the last
 * one, and does not handle an error. Jest reports an unhandled rejection in the next test file of the same worker, and all tests of that file then fail.
 */
function withoutLateErrors(knex: Knex): Knex {
  const { client } = knex;
  const acquire = client.acquireConnection.bind(client);
  const destroy = client.destroy.bind(client);
  let isClosed = false;
  client.acquireConnection = async () => {
    try {
      if (!isClosed) {
        return await acquire();
      }
    } catch (error) {
      if (!isClosed) {
        throw error;
      }
    }
    return new Promise(() => undefined);
  };
  client.destroy = async (callback?: () => void) => {
    isClosed = true;
    await destroy(callback);
  };
  return knex;
}
