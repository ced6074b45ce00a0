import type { LiveCalls } from '../calls/LiveCalls';
import { AccessReads } from '../reads/AccessReads';
import { Reads } from '../reads/Reads';
import type { LiveEnvironment } from '../store/LiveEnvironment';
import type { LiveSession } from '../store/LiveSession';
import { LiveStore } from '../store/LiveStore';

/** The live data that the hooks use. Each browser tab has one instance. */
export interface LiveApi {
  readonly calls: LiveCalls;
  readonly store: LiveStore;
  readonly reads: Reads;
  readonly access: AccessReads;
}

/** Creates the live data of a browser tab. Nothing is read before a component needs it. */
export function createLiveApi(options: {
  calls: LiveCalls;
  session: LiveSession;
  environment?: LiveEnvironment;
}): LiveApi {
  const { calls, session, environment } = options;
  const store = new LiveStore({ transport: calls, session, environment });
  return {
    calls,
    store,
    reads: new Reads(store),
    access: new AccessReads({ store, api: calls }),
  };
}
