import type { JsonObject } from '@backstage/types';
import type { FieldChange } from '@kratix-portal/plugin-ske-common';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
import { comparePromises } from './comparePromises';

const withSize = (size: JsonObject, more: JsonObject = {}) => {
  const promise = promiseWith({ type: 'object', properties: { size } });
  return { ...promise, spec: { ...promise.spec, ...more } };
};

const pipeline = (name: string, image: string) => ({
  metadata: { name },
  spec: { containers: [{ name: 'main', image }] },
});

const workflows = (...configure: JsonObject[]) => ({
  workflows: { resource: { configure } },
});

describe('comparePromises', () => {
  it('reports no change if only the order of keys differs, or what Kratix has added', () => {
    expect(
      comparePromises(
        withSize(
          { type: 'string', enum: ['a'] },
          { workflows: { config: {}, promise: {} }, requiredPromises: null },
        ),
        withSize({ enum: ['a'], type: 'string' }),
      ),
    ).toEqual({ api: [], pipelines: [], rest: [], isOtherKind: false });
  });

  it('names changed fields of the API', () => {
    const { api } = comparePromises(
      withSize({ type: 'string', enum: ['a', 'b'], default: 'a' }),
      withSize({ type: 'string', enum: ['a'], maxLength: 3 }),
    );

    expect(api).toEqual([
      {
        place: 'v1 spec.size.enum',
        change: 'changed',
        before: '["a","b"]',
        after: '["a"]',
      },
      { place: 'v1 spec.size.default', change: 'removed', before: '"a"' },
      { place: 'v1 spec.size.maxLength', change: 'added', after: '3' },
    ]);
  });

  it('names changed pipelines and containers, independently of their order', () => {
    const { pipelines } = comparePromises(
      withSize({}, workflows(pipeline('a', 'x:1'), pipeline('b', 'y:1'))),
      withSize(
        {},
        workflows(
          pipeline('c', 'z:1'),
          pipeline('b', 'y:1'),
          pipeline('a', 'x:2'),
        ),
      ),
    );

    expect(pipelines).toEqual([
      {
        place: 'resource.configure.a.spec.containers.main.image',
        change: 'changed',
        before: '"x:1"',
        after: '"x:2"',
      },
      { place: 'resource.configure.c', change: 'added' },
    ]);
  });

  it('names the parts of an API or of pipelines that the text does not have at all', () => {
    const one = withSize({}, workflows(pipeline('a', 'x:1')));
    const other = { ...one, spec: {} };
    const { api, pipelines } = comparePromises(one, other);
    expect([...api, ...pipelines].map(({ place }) => place)).toEqual([
      'group',
      'names',
      'scope',
      'versions',
      'resource',
    ]);
  });

  it('names labels and requirements, but not the labels that the cluster keeps', () => {
    const labelled = (
      labels: Record<string, string>,
      required: JsonObject[],
    ) => {
      const promise = withSize({}, { requiredPromises: required });
      return { ...promise, metadata: { name: 'x', labels } };
    };

    expect(
      comparePromises(
        labelled({ version: 'v1', kept: 'x' }, []),
        labelled({ version: 'v2' }, [{ name: 'db', version: 'v1' }]),
      ).rest,
    ).toEqual([
      { place: 'requiredPromises.db', change: 'added' },
      {
        place: 'labels.version',
        change: 'changed',
        before: '"v1"',
        after: '"v2"',
      },
    ]);
  });

  describe('a part that the new text does not have', () => {
    const withDelete = {
      workflows: {
        resource: {
          configure: [pipeline('a', 'x:1')],
          delete: [pipeline('d', 'y:1')],
        },
        promise: { configure: [pipeline('p', 'z:1')] },
      },
      destinationSelectors: [{ matchLabels: { env: 'dev' } }],
    };
    const compare = (planned?: FieldChange[]) => {
      const { pipelines, rest } = comparePromises(
        withSize({}, withDelete),
        withSize({}, workflows(pipeline('a', 'x:1'))),
        planned,
      );
      return Object.fromEntries(
        [...pipelines, ...rest].map(({ place, change }) => [place, change]),
      );
    };
    const removed = (field: string) => ({ field, change: 'removed' as const });

    it('is not said to be removed before the dry run', () => {
      expect(compare()).toEqual({
        'resource.delete': 'missing',
        promise: 'missing',
        destinationSelectors: 'missing',
      });
    });

    it('is removed, stays, or is removed in part, as the dry run says', () => {
      expect(
        compare([
          removed('spec.workflows.resource.delete'),
          removed('spec.workflows.promise.configure'),
        ]),
      ).toEqual({
        'resource.delete': 'removed',
        promise: 'partly',
        destinationSelectors: 'kept',
      });
      expect(compare([])).toEqual({
        'resource.delete': 'kept',
        promise: 'kept',
        destinationSelectors: 'kept',
      });
    });

    it('is removed with the mapping around it', () => {
      const one = withSize({}, withDelete);
      const other = withSize({}, { workflows: { resource: {}, promise: {} } });
      const { pipelines } = comparePromises(one, other, [
        removed('spec.workflows.resource'),
      ]);
      expect(pipelines).toMatchObject([
        { place: 'resource', change: 'removed' },
        { place: 'promise', change: 'kept' },
      ]);
    });

    it('is a label that the write removes', () => {
      const labelled = (labels: Record<string, string>) => ({
        ...withSize({}),
        metadata: { name: 'x', labels },
      });
      const { rest } = comparePromises(
        labelled({ 'example.com/team': 'a', kept: 'x' }),
        labelled({}),
        [removed('metadata.labels[example.com/team]')],
      );
      expect(rest).toEqual([
        { place: 'labels.example.com/team', change: 'removed', before: '"a"' },
      ]);
    });
  });

  it('reports a changed kind', () => {
    const other = promiseWith({});
    (other.spec!.api as { spec: { names: JsonObject } }).spec.names = {
      kind: 'Other',
      plural: 'others',
    };

    expect(comparePromises(promiseWith({}), other).isOtherKind).toBe(true);
  });
});
