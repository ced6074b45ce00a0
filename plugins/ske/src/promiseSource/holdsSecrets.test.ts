import { examplePromise } from '../preview/examplePromise';
import { holdsSecrets } from './holdsSecrets';

describe('holdsSecrets', () => {
  it.each([
    ['a Promise', examplePromise],
    [
      'a schema with a password field',
      'kind: Promise\nspec: {api: {openAPIV3Schema: {properties: {password: {type: string}}}}}\n',
    ],
    ['a reference', 'spec: {secretName: one}\n'],
  ])('finds no secret in %s', (_, text) => {
    expect(holdsSecrets(text)).toBe(false);
  });

  it.each([
    ['spec: {password: hunter2}\n'],
    ['a: 1\n---\nenv: [{name: DB_PASSWORD, value: hunter2}]\n'],
    ['spec: {dependencies: [{kind: Secret, stringData: {a: b}}]}\n'],
    ['{"spec": {"dependencies": [{"kind": "Secret", "data": {"a": "Yg=="}}]}}'],
  ])('finds a secret in %j', text => {
    expect(holdsSecrets(text)).toBe(true);
  });

  it('returns undefined for a text that cannot be read', () => {
    expect(holdsSecrets('spec: {password: [')).toBeUndefined();
  });
});
