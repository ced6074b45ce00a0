import { findManager } from './findManager';

const object = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    uid: 'uid-1',
    finalizers: ['kratix.io/work-cleanup', 'backup.example.com/keep'],
    managedFields: [
      { manager: 'kratix', fieldsV1: { 'f:status': {} } },
      {
        manager: 'backup-operator',
        fieldsV1: {
          'f:metadata': {
            'f:finalizers': { '.': {}, 'v:"backup.example.com/keep"': {} },
          },
        },
      },
    ],
  },
};

describe('findManager', () => {
  it('names the field manager that added a finalizer', () => {
    expect(findManager(object, 'backup.example.com/keep')).toBe(
      'backup-operator',
    );
  });

  it.each([
    ['no entry has the finalizer', object],
    [
      'there are no managed fields',
      { ...object, metadata: { ...object.metadata, managedFields: undefined } },
    ],
  ])('returns undefined if %s', (_case, changed) => {
    expect(findManager(changed, 'kratix.io/work-cleanup')).toBeUndefined();
  });
});
