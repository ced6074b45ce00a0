import { listConditions } from './listConditions';

const request = (conditions: { type: string; status: string }[]) => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: { name: 'orders', uid: '1' },
  status: { conditions },
});

describe('listConditions', () => {
  it('lists the deciding condition first and the others by name', () => {
    const conditions = ['WorksSucceeded', 'Reconciled', 'PromiseAvailable'].map(
      type => ({ type, status: 'True' }),
    );
    expect(
      listConditions(request(conditions), 'Reconciled').map(({ type }) => type),
    ).toEqual(['Reconciled', 'PromiseAvailable', 'WorksSucceeded']);
  });

  it('lists nothing without a status', () => {
    const { status: _, ...bare } = request([]);
    expect(listConditions(bare, undefined)).toEqual([]);
  });
});
