import { describePromise } from './describePromise';
import type { KratixPromise } from './promise/KratixPromise';

function promiseObject(options: {
  name?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  description?: string;
  hasApi?: boolean;
}): KratixPromise {
  const { name = 'redis', labels, annotations, description } = options;
  const api = {
    spec: {
      group: 'demo.example.com',
      names: { kind: 'Redis', plural: 'redises' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', description } },
        },
      ],
    },
  };
  return {
    metadata: { name, labels, annotations },
    spec: options.hasApi === false ? {} : { api },
  };
}

describe('describePromise', () => {
  it('prefers the title and description of the form to the title and description of the Component', () => {
    const annotations = {
      'ske.backstage.template/title': 'Redis cache',
      'ske.backstage.component/title': 'The Redis Promise',
      'ske.backstage.component/description': 'Caches for teams.',
      'ske.backstage.component/owner': 'group:platform',
    };

    expect(describePromise(promiseObject({ annotations }))).toMatchObject({
      title: 'Redis cache',
      description: 'Caches for teams.',
      owner: 'group:platform',
    });
  });

  it('reads the description of the API if no annotation has one', () => {
    const promise = promiseObject({ description: 'A Redis instance.' });

    expect(describePromise(promise)).toMatchObject({
      title: 'Redis',
      description: 'A Redis instance.',
    });
  });

  it('calls a Promise without an API by its name', () => {
    const promise = promiseObject({ name: 'cert-manager', hasApi: false });

    expect(describePromise(promise)).toEqual({ title: 'cert-manager' });
  });

  it('replaces characters that would change the order of the words beside a title', () => {
    const annotations = {
      'ske.backstage.template/title': 'Cache\u202e',
      'ske.backstage.template/description': '\u2069Fast',
    };

    expect(describePromise(promiseObject({ annotations }))).toMatchObject({
      title: 'Cache\ufffd',
      description: '\ufffdFast',
    });
  });

  it('reads the version', () => {
    const labels = { 'kratix.io/promise-version': 'v1.2.0' };

    expect(describePromise(promiseObject({ labels }))).toMatchObject({
      version: 'v1.2.0',
    });
  });
});
