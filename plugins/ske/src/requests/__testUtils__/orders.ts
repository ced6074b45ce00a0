import { FakePlatform } from '../../live/__testUtils__';

/** A request that an entity of the catalog stands for. */
export const orders = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    namespace: 'team-orders',
    generation: 1,
    creationTimestamp: '2026-11-29T09:00:00Z',
    labels: { 'kratix.io/promise-name': 'database' },
  },
  spec: { size: 'small' },
};

/** A platform that has only this request. */
export function platformWithOrders(): FakePlatform {
  const platform = new FakePlatform();
  platform.put(orders);
  return platform;
}
