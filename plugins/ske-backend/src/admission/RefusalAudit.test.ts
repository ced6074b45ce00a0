import { mockServices } from '@backstage/backend-test-utils';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Request } from 'express';
import { RefusalAudit } from './RefusalAudit';

const req = { method: 'GET', path: '/resource' } as Request;
const unknown = new SkeError({ code: 'no-credentials', message: 'a token' });
const busy = new SkeError({ code: 'too-many-requests', message: 'later' });
const jane = 'user:default/jane';
const joe = 'user:default/joe';

describe('S40: RefusalAudit', () => {
  let time: number;
  let auditor: ReturnType<typeof mockServices.auditor.mock>;
  let logger: ReturnType<typeof mockServices.logger.mock>;
  let audit: RefusalAudit;
  let fail: jest.Mock;

  beforeEach(() => {
    time = 0;
    fail = jest.fn(async () => {});
    auditor = mockServices.auditor.mock({
      createEvent: jest.fn(async () => ({ fail, success: jest.fn() })),
    });
    logger = mockServices.logger.mock();
    audit = new RefusalAudit({ auditor, logger, now: () => time });
  });

  const refuse = (error: SkeError, userEntityRef?: string) =>
    audit.refused(req, { error, requestId: `at-${time}`, userEntityRef });
  const metas = () =>
    auditor.createEvent.mock.calls.map(([event]) => event.meta);

  it('writes one event a minute for each caller and code, with the number of refusals since the last event', async () => {
    for (let count = 0; count < 100; count += 1) {
      await refuse(unknown);
      await refuse(busy, jane);
    }
    await refuse(busy, joe);
    time = 60_000;
    await refuse(unknown);
    await refuse(unknown);
    const route = 'GET /resource';
    expect(metas()).toEqual([
      { requestId: 'at-0', route, code: 'no-credentials' },
      { requestId: 'at-0', route, code: 'too-many-requests', user: jane },
      { requestId: 'at-0', route, code: 'too-many-requests', user: joe },
      {
        requestId: 'at-60000',
        route,
        code: 'no-credentials',
        refusedSince: 99,
      },
    ]);
    expect(fail).toHaveBeenCalledTimes(4);
  });

  it('passes the request to the auditor if the caller is known', async () => {
    await refuse(unknown);
    await refuse(busy, jane);
    const requests = auditor.createEvent.mock.calls.map(
      ([event]) => event.request,
    );
    expect(requests).toEqual([undefined, req]);
  });

  it('logs neither the message of the error nor the message of a failing auditor', async () => {
    auditor.createEvent.mockRejectedValue(new Error('Bearer abc'));
    await refuse(unknown);
    expect(logger.error).toHaveBeenCalledWith(
      'The refusal of request at-0 could not be audited: Error',
    );
  });
});
