import type { Request } from 'express';
import { createRequestView, runWithRequest } from './currentRequest';

describe('createRequestView', () => {
  it('returns the properties of the current request while other requests are served', async () => {
    const view = createRequestView();
    const seen = await Promise.all(
      ['/a', '/b', '/c'].map(url =>
        runWithRequest({ url, ip: `of ${url}` } as Request, async () => {
          await new Promise(resolve => setImmediate(resolve));
          const { ip } = view;
          await Promise.resolve();
          return [view.url, ip, 'ip' in view];
        }),
      ),
    );
    expect(seen).toEqual([
      ['/a', 'of /a', true],
      ['/b', 'of /b', true],
      ['/c', 'of /c', true],
    ]);
  });

  it('has no properties without a current request', () => {
    const view = createRequestView();
    expect(view.url).toBeUndefined();
    expect('url' in view).toBe(false);
  });
});
