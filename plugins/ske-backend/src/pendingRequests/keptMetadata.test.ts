import { keepMetadata } from './keptMetadata';

describe('keepMetadata', () => {
  it('S7: leaves out entries that look secret, entries that are long, and the annotation that kubectl writes', () => {
    expect(
      keepMetadata({
        labels: { team: 'a', token: 'abc', other: 'x'.repeat(254) },
        annotations: {
          'backstage.io/owner': 'group:default/team-a',
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          'example.com/db-password': 'hunter2',
          'example.com/link': 'https://jane:hunter2@example.com',
          'example.com/jwt': 'eyJhbGciOiJSUzI1NiJ9',
        },
      }),
    ).toEqual({
      labels: { team: 'a' },
      annotations: { 'backstage.io/owner': 'group:default/team-a' },
    });
  });

  it('keeps at most 64 labels and 64 annotations', () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`key-${index}`, 'x']),
    );
    const { labels, annotations } = keepMetadata({ labels: many });
    expect(Object.keys(labels)).toHaveLength(64);
    expect(annotations).toEqual({});
  });
});
