import { gzipSync } from 'node:zlib';
import {
  manifest,
  query,
  routes,
  tok,
  userEntityRef,
} from './__testUtils__/settingsRequests';
import { useSkeBackend } from './__testUtils__/useSkeBackend';

const plain = JSON.stringify({ manifest: 'a: b' });
const json = { 'content-type': 'application/json' };
const gzip = { ...json, 'content-encoding': 'gzip' };

describe('S22: a malformed request', () => {
  const api = useSkeBackend();
  let token: string;

  beforeAll(async () => {
    token = await api.backend.userTokens.sign({
      userEntityRef,
      claims: { tok },
    });
  });

  async function send(
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: string | Buffer } = {},
  ) {
    const response = await fetch(`${api.backend.url}/api/ske${path}`, {
      method,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      body: init.body,
    });
    const { headers, status } = response;
    const text = await response.text();
    return {
      status,
      headers,
      text,
      error: text.startsWith('{') ? JSON.parse(text).error : undefined,
    };
  }

  const isNotJson =
    /^body is not application\/json by its Content-Type header\.$/;
  const isNotWhole = /^body cannot be decompressed/;

  it.each<[string, Record<string, string>, string | Buffer, RegExp]>([
    ['without a type', {}, plain, isNotJson],
    [
      'with the type of a text',
      { 'content-type': 'text/plain' },
      plain,
      isNotJson,
    ],
    ['of YAML', { 'content-type': 'application/yaml' }, 'a: b', isNotJson],
    ['that claims gzip falsely', gzip, plain, isNotWhole],
    ['with truncated gzip', gzip, gzipSync(plain).subarray(0, 20), isNotWhole],
    [
      'that claims deflate falsely',
      { ...json, 'content-encoding': 'deflate' },
      plain,
      isNotWhole,
    ],
    [
      'of gzip that becomes too large',
      gzip,
      gzipSync('x'.repeat(2e6)),
      /1 MiB/,
    ],
    [
      'of an unknown encoding',
      { ...json, 'content-encoding': 'x' },
      plain,
      /encoding that is not supported/,
    ],
  ])('responds with 400 to a body %s', async (_, headers, content, message) => {
    const path = '/configure-resource';
    const { status, error } = await send('POST', path, {
      headers,
      body: content,
    });
    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 'invalid-input', name: 'InputError' });
    expect(error.message).toMatch(message);
    const isFault = (line: string) => line.startsWith('error');
    expect(api.backend.logs.filter(isFault)).toEqual([]);
  });

  it('accepts a compressed body', async () => {
    const { error } = await send('POST', '/configure-resource', {
      headers: gzip,
      body: gzipSync(plain),
    });
    expect(error.message).toContain('apiVersion is missing');
  });

  it('lists the first fifty of thousands of faults', async () => {
    const questions = Array.from({ length: 20_000 }, () => ({}));
    const { status, error, text } = await send('POST', '/access', {
      headers: json,
      body: JSON.stringify({ questions }),
    });
    expect(status).toBe(400);
    expect(error.causes).toHaveLength(51);
    expect(error.causes[50].message).toMatch(/^\d+ more are not listed\.$/);
    expect(text.length).toBeLessThan(20_000);
  });

  it.each([
    ['PUT', '/resource', 'GET, HEAD'],
    ['DELETE', '/resource?name=a', 'GET, HEAD'],
    ['POST', '/whoami', 'GET, HEAD'],
    ['GET', '/configure-resource', 'POST'],
    ['PATCH', '/RESOURCES/', 'GET, HEAD'],
    ['HEAD', '/watch', 'GET, POST'],
    ['PUT', '/watch', 'GET, POST'],
    ['HEAD', '/resource/logs', 'GET'],
  ])('answers 405 to %s %s, with Allow: %s', async (method, path, allow) => {
    const { status, headers, error } = await send(method, path);
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe(allow);
    expect(headers.get('cache-control')).toBe('no-store');
    // A response to HEAD has no body.
    expect(error?.code).toBe(
      method === 'HEAD' ? undefined : 'method-not-allowed',
    );
  });

  it.each([
    ['POST', '/resource/actions/explode'],
    ['GET', '/nothing'],
    ['GET', '/resource/..%2fwhoami'],
    ['GET', '/resource/%ff'],
  ])('responds with 404 to the unknown route %s %s', async (method, path) => {
    const { status, headers, error } = await send(method, path);
    const [route] = path.split('?');
    expect(status).toBe(404);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(error).toMatchObject({
      name: 'NotFoundError',
      code: 'not-found',
      message: `The ske backend has no route ${method} /api/ske${route}.`,
    });
  });

  it('responds to OPTIONS with the methods of a route', async () => {
    const { status, headers } = await send('OPTIONS', '/delete-resource');
    expect(status).toBe(200);
    expect(headers.get('allow')).toBe('POST');
  });

  it.each([
    ['a missing name', 'apiVersion=v1&kind=ConfigMap', /name is missing/],
    ['an unknown field', `${query}&cluster=b`, /cluster is not a known/],
    ['a repeated field', `${query}&name=b`, /name is of the wrong type/],
    ['an array', `${query}&namespace[]=b`, /namespace is of the wrong type/],
    ['an object', `${query}&namespace[a]=b`, /namespace is of the wrong/],
    ['an empty namespace', `${query}&namespace=`, /namespace is not a/],
    ['a hostile name', query.replace('settings', '..%2f..'), /name is not/],
    [
      'a hostile kind',
      query.replace('ConfigMap', 'pods%2fexec'),
      /kind is not/,
    ],
  ])('GET rejects %s', async (_, bad, message) => {
    const { status, body } = await api.backend.request({
      path: `/api/ske/resource?${bad}`,
      token,
    });
    expect(status).toBe(400);
    expect(body.error.code).toBe('invalid-input');
    expect(body.error.message).toMatch(message);
    expect(api.apiServer.requests).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    ['an unknown field', { manifest, dryrun: true }, /dryrun is not a known/],
    [
      'a dryRun that is a text',
      { manifest, dryRun: 'true' },
      /dryRun is of the/,
    ],
    [
      'another onExisting',
      { manifest, onExisting: 'replace' },
      /onExisting must be one of: update, fail/,
    ],
    [
      'an invalid field manager',
      { manifest, fieldManager: 'a&dryRun=' },
      /fieldManager is not a valid name of a field manager/,
    ],
    [
      'a field manager that is a list',
      { manifest, fieldManager: ['a'] },
      /fieldManager is of the wrong type/,
    ],
    ['no manifest', {}, /manifest is missing/],
    ['a manifest that is an object', { manifest: {} }, /manifest is of the/],
    ['an array', [], /body is of the wrong type/],
    ['no JSON', '{"manifest": ', /body is not valid JSON/],
    ['a text', '"a"', /body is not valid JSON/],
    ['a body over 1 MiB', { manifest: 'a'.repeat(1100_000) }, /1 MiB/],
    ['no object', { manifest: 'hello' }, /manifest must be one object/],
  ])('POST rejects %s', async (_, body, message) => {
    const answer = await api.backend.request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token,
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
    expect(api.apiServer.requests).toEqual([]);
  });

  it('S20: rejects a Secret on every route, and sends nothing', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', name: 'a' };
    const answers = [
      await api.backend.request({
        path: '/api/ske/resource?apiVersion=v1&kind=Secret&name=a',
        token,
      }),
      await api.backend.request({ ...routes[1], body: secret, token }),
      await api.backend.request({
        ...routes[2],
        body: {
          manifest: 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}',
        },
        token,
      }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(403);
      expect(body.error.code).toBe('kind-not-allowed');
    }
    expect(api.apiServer.requests).toEqual([]);
  });
});
