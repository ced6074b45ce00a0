import { lineOfField } from './lineOfField';

const text = `kind: Promise
metadata:
  name: x
  labels:
    kratix.io/promise-version: v1
spec:
  api:
    versions:
      - name: v1
        schema: {}
`;

describe('lineOfField', () => {
  it.each([
    ['metadata.name', 3],
    ['metadata.labels[kratix.io/promise-version]', 5],
    ['spec.api.versions[0].name', 9],
    ['spec.api.versions[0].schema.openAPIV3Schema', 10],
    ['spec.api.versions[7]', 9],
    ['nothing', undefined],
  ])('finds %s', (field, line) => {
    expect(lineOfField(text, field)).toBe(line);
  });
});
