import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { CachedHttpAuthService } from '../callers';
import { UserLimits } from '../limits';
import { createAdmissionMiddleware } from './createAdmissionMiddleware';
import { RefusalAudit } from './RefusalAudit';

/** Waits before it responds, like the real service while it fetches the keys of Backstage's tokens. */
class SlowHttpAuth implements HttpAuthService {
  readonly events = new EventEmitter();

  async credentials(): Promise<any> {
    this.events.emit('asked');
    await once(this.events, 'answer');
    return mockCredentials.user('user:default/jane');
  }

  async issueUserCookie() {
    return { expiresAt: new Date() };
  }
}

describe('S23: createAdmissionMiddleware', () => {
  let httpAuth: SlowHttpAuth;
  let server: Server;
  let url: string;

  beforeEach(async () => {
    httpAuth = new SlowHttpAuth();
    const logger = mockServices.logger.mock();
    const auditor = mockServices.auditor.mock();
    const app = express();
    app.use((_req, res, next) => {
      res.once('close', () => httpAuth.events.emit('closed'));
      next();
    });
    app.use(
      createAdmissionMiddleware({
        httpAuth: new CachedHttpAuthService({ httpAuth }),
        limits: new UserLimits({
          limits: {
            concurrentRequests: 1,
            requestsPerMinute: 60,
            streams: 1,
            subscriptions: 1,
          },
        }),
        metrics: { requestRefused: jest.fn() },
        refusals: new RefusalAudit({ auditor, logger }),
      }),
    );
    app.use((_req, res) => {
      httpAuth.events.emit('served');
      res.json({});
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/whoami`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('frees the place of a client that disconnects while its token is verified', async () => {
    const left = new AbortController();
    const asked = once(httpAuth.events, 'asked');
    const first = fetch(url, {
      headers: { authorization: 'Bearer t' },
      signal: left.signal,
    });
    await asked;
    const closed = once(httpAuth.events, 'closed');
    left.abort();
    await expect(first).rejects.toThrow();
    await closed;
    const served = once(httpAuth.events, 'served');
    httpAuth.events.emit('answer');
    await served;

    const askedAgain = once(httpAuth.events, 'asked');
    const second = fetch(url, { headers: { authorization: 'Bearer t' } });
    await askedAgain;
    httpAuth.events.emit('answer');
    expect((await second).status).toBe(200);
  });
});
