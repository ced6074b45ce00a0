import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request } from 'express';

const requests = new AsyncLocalStorage<Request>();

/** Runs what serves a request, and everything that it starts. */
export function runWithRequest<T>(request: Request, run: () => T): T {
  return requests.run(request, run);
}

/**
 * One object that shows whichever request is being served, property by property.
 *
 * Backstage's `httpAuth` remembers what it verified by the request object. Given one such object for each verified token, it verifies once, and
 * the auditor, which asks it for the actor of every event, still sees the address and the path of the request at hand. Should `httpAuth` one
 * day remember nothing, this costs a verification more and is as right as before.
 */
export function createRequestView(): Request {
  return new Proxy({} as Request, {
    get(_target, property) {
      const request = requests.getStore();
      return request && Reflect.get(request, property);
    },
    has(_target, property) {
      const request = requests.getStore();
      return request !== undefined && Reflect.has(request, property);
    },
  });
}
