import type { PromiseApi } from '@kratix-portal/plugin-ske-common';
import type { Words } from '../words';
import { readRequestYaml } from './readRequestYaml';

const api = {
  group: 'demo.example.com',
  version: 'v1',
  kind: 'Thing',
  scope: 'Namespaced',
} as PromiseApi;
const t = ((key: string, values?: object) =>
  `${key} ${JSON.stringify(values ?? {})}`) as unknown as Words;
const read = (text: string, of = api) => readRequestYaml(text, of, t);
const request = (metadata: string) =>
  `apiVersion: demo.example.com/v1\nkind: Thing\n${metadata}spec: {}\n`;

describe('readRequestYaml', () => {
  it.each([
    ['', 'metadata.name'],
    ['metadata: {name: ""}\n', 'metadata.name'],
    ['metadata: {name: one}\n', 'metadata.namespace'],
  ])('names what is missing in the text %j', (metadata, field) => {
    expect(read(request(metadata))).toMatchObject({
      missing: `newRequest.yaml.missing {"field":"${field}"}`,
    });
  });

  it.each([
    ['metadata: text\n', 'metadata'],
    ['metadata: {name: 2024, namespace: a}\n', 'metadata.name'],
    ['metadata: {name: one, namespace: 5}\n', 'metadata.namespace'],
  ])('names what the form cannot show in the text %j', (metadata, field) => {
    expect(read(request(metadata))).toMatchObject({
      misfits: [field],
      missing: `form.yaml.misfit {"count":1,"fields":"${field}"}`,
    });
  });

  it('needs no namespace for a cluster-scoped kind', () => {
    expect(
      read(request('metadata: {name: one}\n'), { ...api, scope: 'Cluster' }),
    ).not.toHaveProperty('missing');
  });

  it('reads a text up to the limit of the API, and names the limit for a longer text', () => {
    const text = request('metadata: {name: one, namespace: a}\n');
    const withComment = (bytes: number) =>
      `${text}#${'ä'.repeat((bytes - text.length) / 2)}`;
    expect(read(withComment(500 * 1024))).toHaveProperty('object');
    expect(read(withComment(513 * 1024))).toEqual({
      problem: 'newRequest.yaml.tooLong {"size":"513","most":"512"}',
    });
  });
});
