import SwaggerParser from '@apidevtools/swagger-parser';
import {
  isDnsLabel,
  isDnsSubdomain,
  isKind,
  parseApiVersion,
  skeErrorCodes,
  streamEndReasons,
} from '@kratix-portal/plugin-ske-common';
import type { Router } from 'express';
import {
  apiDocument,
  escape,
  resolve,
  schemaAt,
} from './__testUtils__/apiDocument';
import { createRouter } from './routers';

const JSON_MEDIA = 'application/json';
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** Every operation of the document. */
const operations = Object.entries(apiDocument.paths ?? {}).flatMap(
  ([path, item]) =>
    METHODS.filter(method => method in (item ?? {})).map(method => ({
      path,
      method,
      operation: (item as any)[method],
    })),
);

/** Every route that Express serves, read from its routers. */
function routesOf(router: Router): string[] {
  return router.stack.flatMap((layer: any) => {
    if (!layer.route) {
      return layer.handle.stack ? routesOf(layer.handle) : [];
    }
    const { path, methods } = layer.route;
    return Object.keys(methods).map(method => `${method} ${path}`);
  });
}

describe('openapi.yaml', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const copy = JSON.parse(JSON.stringify(apiDocument));
    await expect(SwaggerParser.validate(copy)).resolves.toBeDefined();
    expect(apiDocument.openapi).toBe('3.1.0');
  });

  it('describes exactly the routes that Express serves', () => {
    // The routes are only registered here, and never called.
    const router = createRouter({ services: {} } as any);
    expect(routesOf(router).sort()).toEqual(
      operations
        .filter(({ method }) => method !== 'head')
        .map(({ path, method }) => `${method} ${path}`)
        .sort(),
    );
  });

  it('describes HEAD for each GET without a stream, because Express serves HEAD with the handler of GET', () => {
    const pathsWith = (wanted: string) =>
      operations
        .filter(({ method }) => method === wanted)
        .map(({ path }) => path);
    const streams = ['/resource/logs', '/watch'];
    expect(pathsWith('head')).toEqual(
      pathsWith('get').filter(path => !streams.includes(path)),
    );
  });

  it('has the grammars of Kubernetes that the operations check', () => {
    const samples = [
      'v1',
      'apps/v1',
      'demo.example.com/v1alpha1',
      'a/b/c',
      'V1',
      'Database',
      'my-kind',
      'team-a',
      'Team',
      'a.b',
      '..',
      '-a',
      'a-',
      'a'.repeat(63),
      'a'.repeat(64),
      `${'a'.repeat(63)}.${'b'.repeat(63)}`,
      'a.'.repeat(130),
      '',
      ' a',
      'ä',
    ];
    const grammars: [string, (value: string) => boolean][] = [
      ['ApiVersion', value => parseApiVersion(value) !== undefined],
      ['Kind', isKind],
      ['Label', isDnsLabel],
      ['Name', isDnsSubdomain],
    ];
    for (const [name, isValid] of grammars) {
      const validate = schemaAt(`#/components/schemas/${name}`);
      for (const sample of samples) {
        expect([name, sample, validate(sample)]).toEqual([
          name,
          sample,
          isValid(sample),
        ]);
      }
    }
  });

  it('lists every reason for which a watch ends', () => {
    const { enum: reasons } = apiDocument.components?.schemas
      ?.WatchEndReason as any;
    // With the other reasons the client gets an error, or the watch ends before the client reads it.
    const neverSent = ['caller-left', 'expired', 'idle'];
    expect([...reasons, ...neverSent].sort()).toEqual(
      [...streamEndReasons].sort(),
    );
  });

  it('lists every error code', () => {
    const { enum: codes } = apiDocument.components?.schemas?.ErrorCode as any;
    expect([...codes].sort()).toEqual(Object.keys(skeErrorCodes).sort());
  });

  describe.each(operations)('$method $path', ({ path, method, operation }) => {
    const place = `#/paths/${escape(path)}/${method}`;

    it('has an id, and each status of its error responses', () => {
      expect(operation.operationId).toMatch(/^[a-zA-Z]+$/);
      expect(operation.responses.default).toBeUndefined();
      const statuses = Object.keys(operation.responses);
      expect(statuses).toEqual(
        expect.arrayContaining(['400', '401', '403', '429', '500']),
      );
      const known = Object.values(skeErrorCodes).map(
        ({ status }): number => status,
      );
      expect([200, ...known]).toEqual(
        expect.arrayContaining(statuses.map(Number)),
      );
    });

    it('has examples that its schemas accept', () => {
      const bodies: [string, any][] = [
        ...(operation.requestBody
          ? [resolve(`${place}/requestBody`, operation.requestBody)]
          : []),
        ...Object.entries(operation.responses).map(([status, response]) =>
          resolve<any>(`${place}/responses/${status}`, response),
        ),
      ];
      // The responses that all operations share have no example of their own.
      const inJson = bodies.filter(
        ([pointer, body]) =>
          body.content?.[JSON_MEDIA] &&
          !/responses\/(?!Action$)[A-Z]/.test(pointer),
      );
      const faults = inJson.map(([pointer, body]) => {
        const { example } = body.content[JSON_MEDIA];
        const validate = schemaAt(
          `${pointer}/content/${escape(JSON_MEDIA)}/schema`,
        );
        return example !== undefined && validate(example)
          ? []
          : (validate.errors ?? 'there is no example');
      });
      expect(faults).toEqual(inJson.map(() => []));
    });
  });
});
