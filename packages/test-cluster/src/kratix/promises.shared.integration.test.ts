import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  hasApi,
  KratixPromise,
  labelNames,
  requestTypeOf,
  resourceTypes,
  sharedKratixFolder,
} from '@kratix-portal/kratix-stand-in';
import { parseAllDocuments } from 'yaml';
import { useStandIn } from './__testUtils__/useStandIn';
import { until } from '../process/until';

describe('the stand-in installs real Promises', () => {
  const standIn = useStandIn({ samplePromises: false });

  it('serves the API of every real Promise, Available or with unmet requirements', async () => {
    const folder = sharedKratixFolder('promises');
    const files = (await readdir(folder)).filter(file =>
      file.endsWith('.yaml'),
    );
    const promises: KratixPromise[] = [];
    for (const file of files) {
      const text = await readFile(join(folder, file), 'utf8');
      for (const document of parseAllDocuments(text)) {
        promises.push(document.toJS() as KratixPromise);
      }
    }
    // Two files hold versions of one Promise; the version that is read last is installed.
    const wanted = new Map(promises.map(each => [each.metadata.name, each]));
    for (const { status: _status, ...promise } of wanted.values()) {
      const { name, labels } = promise.metadata;
      await standIn.api.create(resourceTypes.promise, {
        ...promise,
        metadata: { name, labels },
      });
    }

    const expected = [...wanted.values()].map(promise => ({
      promise,
      status: canBeAvailable(promise, wanted) ? 'Available' : 'Unavailable',
    }));
    const settled = await Promise.all(
      expected.map(({ promise, status }) => settle(promise, status)),
    );

    expect(settled).toEqual(
      expected.map(({ promise, status }) => ({
        name: promise.metadata.name,
        status,
        requests: hasApi(promise) ? [] : undefined,
      })),
    );
    expect(new Set(expected.map(({ status }) => status)).size).toBe(2);
  }, 240_000);

  /** Whether all required Promises are installed in the required versions. */
  function canBeAvailable(
    promise: KratixPromise,
    installed: Map<string, KratixPromise>,
  ): boolean {
    const required = promise.spec?.requiredPromises ?? [];
    return required.every(({ name = '', version }) => {
      const other = installed.get(name);
      const { labels } = other?.metadata ?? {};
      const isRight =
        !version || labels?.[labelNames.promiseVersion] === version;
      return other && isRight && canBeAvailable(other, installed);
    });
  }

  /** Waits for the status of a Promise, and lists the requests that its API serves. */
  async function settle(promise: KratixPromise, expectedStatus: string) {
    const { name } = promise.metadata;
    const status = await until(
      `Promise ${name} to be ${expectedStatus}`,
      async () => {
        const found = await standIn.api.get<KratixPromise>(
          resourceTypes.promise,
          {
            name,
          },
        );
        return found.status?.status === expectedStatus && found.status;
      },
    );
    const requests = hasApi(promise)
      ? await until(`the API of ${name}`, async () =>
          standIn.api.list(requestTypeOf(promise)).catch(() => undefined),
        )
      : undefined;
    return { name, status: status.status, requests: requests?.items };
  }
});
