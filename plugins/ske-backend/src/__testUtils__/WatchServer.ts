import type { ServerResponse } from 'node:http';
import type { RecordingApiServer } from '@kratix-portal/plugin-ske-node/testUtils';

/** An open watch. */
export interface OpenWatch {
  /** The path of the collection. */
  collection: string;
  /** The `resourceVersion` of the query. */
  from: string | null;
  response: ServerResponse;
}

/** Responds to lists and watches like an API server. */
export class WatchServer {
  /** All watches, oldest first. */
  readonly watches: OpenWatch[] = [];
  /** The number of lists. It does not count the check of a resourceVersion, which lists a single object. */
  lists = 0;

  /** @param collections - the objects of each collection, by its path */
  constructor(
    apiServer: RecordingApiServer,
    collections: Record<string, object[]>,
  ) {
    apiServer.intercept = ({ path }, response) => {
      const { pathname, searchParams } = new URL(path, 'http://localhost');
      const items = collections[pathname];
      if (!items) {
        return false;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      if (searchParams.get('watch') === 'true') {
        response.flushHeaders();
        const from = searchParams.get('resourceVersion');
        this.watches.push({ collection: pathname, from, response });
      } else {
        this.lists += searchParams.get('limit') === '1' ? 0 : 1;
        response.end(
          JSON.stringify({ metadata: { resourceVersion: '100' }, items }),
        );
      }
      return true;
    };
  }

  /** The newest watch of a collection. Without a collection, the newest watch of all. */
  newest(collection?: string): OpenWatch {
    const found = this.watches.filter(
      watch => collection === undefined || watch.collection === collection,
    );
    return found[found.length - 1];
  }

  /** Sends an event to the watch that {@link newest} returns. */
  tell(type: string, object: object, collection?: string): void {
    const { response } = this.newest(collection);
    response.write(`${JSON.stringify({ type, object })}\n`);
  }

  /** Ends the watch that {@link newest} returns. */
  end(collection?: string): void {
    this.newest(collection).response.end();
  }
}
