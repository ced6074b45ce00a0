import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request } from 'express';

const requests = new AsyncLocalStorage<Request>();

/** Runs a function, and everything that it starts, with this request as the current one. */
export function runWithRequest<T>(request: Request, run: () => T): T {
  return requests.run(request, run);
}

/**
 * Returns an object that has the properties of the request that is current when a property is read.
 *
 * Backstage's `httpAuth` caches its result for each request object, and Backstage's auditor asks `httpAuth` for the actor of every event. With one such object for
 * each verified token, `httpAuth` verifies the token only once, and the auditor still reads the address and the path of the current request. If a later version of
 * `httpAuth` does not cache its result, it verifies the token once more, and the result is the same.
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
