import { parseFieldPath } from '@kratix-portal/plugin-ske-common';
import { parse } from 'yaml';
import { readLines } from './readLines';

const text = `kind: Promise
metadata:
  name: x
  labels:
    kratix.io/promise-version: v1
    '8080': port
spec:
  api:
    versions:
      - name: v1
        schema: {}
`;

describe('readLines', () => {
  it.each([
    ['metadata.name', 3],
    ['metadata.labels[kratix.io/promise-version]', 5],
    ['metadata.labels[8080]', 6],
    ['spec.api.versions[0].name', 10],
    ['spec.api.versions[0].schema.openAPIV3Schema', 11],
    ['spec.api.versions[7]', 10],
    ['nothing', undefined],
  ])('finds %s', (field, line) => {
    expect(readLines(text)(parseFieldPath(field, parse(text)))).toBe(line);
  });
});
