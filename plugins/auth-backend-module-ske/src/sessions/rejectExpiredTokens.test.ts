import type { AddressInfo } from 'node:net';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { createGrantRouter } from './createGrantRouter';
import { createSessionRouter } from './createSessionRouter';

const encode = (part: object) =>
  Buffer.from(JSON.stringify(part)).toString('base64url');
const expired = `${encode({ alg: 'none' })}.${encode({ exp: 1, tok: 'x' })}.`;

describe('S7: an expired Backstage token', () => {
  it.each([
    ['GET', '/.ske/token?provider=okta'],
    ['GET', '/.ske/ended'],
    ['POST', '/.ske/grants'],
    ['POST', '/.ske/grants/exchange'],
  ])('is rejected before Backstage sees it: %s %s', async (method, path) => {
    const httpAuth = mockServices.httpAuth.mock();
    const options = {
      httpAuth,
      // These services must not be called with an expired token.
      audit: undefined!,
      sessions: undefined!,
      ended: undefined!,
      grants: undefined!,
      servesKubernetesPlugin: false,
    };
    const app = express()
      .use(createSessionRouter(options), createGrantRouter(options))
      .use(mockErrorHandler());
    const server = app.listen(0, '127.0.0.1');
    try {
      await new Promise(resolve => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { authorization: `Bearer ${expired}` },
      });
      expect(response.status).toBe(401);
      expect(await response.text()).toContain('expired');
      expect(httpAuth.credentials).not.toHaveBeenCalled();
    } finally {
      server.close();
    }
  });
});
