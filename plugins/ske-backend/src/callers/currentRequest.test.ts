import type { Request } from 'express';
import { createRequestView, runWithRequest } from './currentRequest';

describe('createRequestView', () => {
  it('shows each of the requests that are served at a time its own', async () => {
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

  it('shows nothing where no request is served', () => {
    const view = createRequestView();
    expect(view.url).toBeUndefined();
    expect('url' in view).toBe(false);
  });
});
