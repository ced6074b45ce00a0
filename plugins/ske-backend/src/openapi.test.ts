import SwaggerParser from '@apidevtools/swagger-parser';
import { skeErrorCodes } from '@kratix-portal/plugin-ske-common';
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

/** Every route that Express would serve, found in its routers. */
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

  it('has every route and no other', () => {
    // Only registered here, never called.
    const router = createRouter({ services: {} } as any);
    expect(routesOf(router).sort()).toEqual(
      operations.map(({ path, method }) => `${method} ${path}`).sort(),
    );
  });

  it('lists every error code', () => {
    const { enum: codes } = apiDocument.components?.schemas?.ErrorCode as any;
    expect([...codes].sort()).toEqual(Object.keys(skeErrorCodes).sort());
  });

  describe.each(operations)('$method $path', ({ path, method, operation }) => {
    const place = `#/paths/${escape(path)}/${method}`;

    it('has an id and error responses', () => {
      expect(operation.operationId).toMatch(/^[a-zA-Z]+$/);
      expect(operation.responses.default).toEqual({
        $ref: '#/components/responses/Error',
      });
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
      const inJson = bodies.filter(([, body]) => body.content[JSON_MEDIA]);
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
