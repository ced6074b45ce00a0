import type { JsonObject } from '@backstage/types';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
import { requestObject } from '../requests/__testUtils__/objects';
import { wordsIn } from '../words/__testUtils__/wordsIn';
import { checkRequests, MOST_REQUESTS } from './checkRequests';

interface CrdOfTest {
  spec: { versions: { schema: { openAPIV3Schema: JsonObject } }[] };
}

const english = wordsIn('en');

const promise = promiseWith({
  type: 'object',
  required: ['team', 'size'],
  properties: {
    team: { type: 'string', maxLength: 5 },
    size: { type: 'string', enum: ['small', 'large'], default: 'small' },
    port: { 'x-kubernetes-int-or-string': true },
    rules: {
      type: 'array',
      items: { type: 'object', properties: { to: { type: 'integer' } } },
    },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    any: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    note: { type: 'string', nullable: true },
    mail: { type: 'string', format: 'email' },
  },
});

const check = (spec: JsonObject, t = english) => {
  const requests = [{ ...requestObject(), spec }];
  const [problem] = checkRequests(promise, requests, t).problems;
  return problem && { messages: problem.messages, dropped: problem.dropped };
};

describe('checkRequests', () => {
  it.each<JsonObject>([
    { team: 'shop' },
    { team: 'shop', size: 'large', port: 80, rules: [{ to: 1 }] },
    { team: 'shop', port: '80%', labels: { a: 'b' }, any: { x: [1] } },
    { team: 'shop', note: null },
  ])('accepts %j', spec => {
    expect(check(spec)).toBeUndefined();
  });

  it.each<[JsonObject, string]>([
    [{}, 'spec.team: This field is required.'],
    [{ team: 'too-long' }, 'spec.team: must have at most 5 characters'],
    [
      { team: 'shop', size: 'medium' },
      'spec.size: must be one of these: "small", "large"',
    ],
    [
      { team: 'shop', rules: [{ to: 'x' }] },
      'spec.rules[0].to: must have the type integer',
    ],
    [{ team: 'shop', mail: 'x' }, 'spec.mail: must be an e-mail address'],
  ])('rejects %j in the words of the form', (spec, message) => {
    expect(check(spec)?.messages).toEqual([message]);
  });

  it('describes a problem in the language of the user', () => {
    expect(check({ team: 'too-long' }, wordsIn('de'))?.messages).toEqual([
      'spec.team: darf höchstens 5 Zeichen haben',
    ]);
  });

  it('names fields that the new API does not have', () => {
    expect(
      check({ team: 'shop', old: 1, rules: [{ to: 1, from: 2 }] }),
    ).toMatchObject({ dropped: ['spec.old', 'spec.rules[0].from'] });
  });

  it('names the fields of a spec that the new API does not have, unless it keeps unknown fields', () => {
    const droppedBy = (schema: JsonObject) => {
      const { metadata, spec } = promiseWith({});
      const api = structuredClone(spec!.api) as CrdOfTest;
      api.spec.versions[0].schema.openAPIV3Schema = schema;
      const requests = [{ ...requestObject(), spec: { team: 'shop' } }];
      const next = { metadata, spec: { api } };
      return checkRequests(next, requests, english).problems.flatMap(
        ({ dropped }) => dropped,
      );
    };

    expect(droppedBy({ type: 'object' })).toEqual(['spec.team']);
    expect(
      droppedBy({
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
      }),
    ).toEqual([]);
  });

  it('says how many requests it did not check', () => {
    const requests = Array.from({ length: MOST_REQUESTS + 2 }, (_, index) => ({
      ...requestObject({ name: `r${index}` }),
      spec: { team: 'shop' },
    }));

    expect(checkRequests(promise, requests, english)).toEqual({
      checked: MOST_REQUESTS,
      unchecked: 2,
      problems: [],
    });
  });

  it('reads an API in which a text is an object with a field that every object has', () => {
    const { checked } = checkRequests(
      promiseWith({
        type: 'object',
        required: [{ toString: 'x' }],
        properties: { size: { enum: [{ toString: 'x' }] } },
      }),
      [requestObject()],
      english,
    );
    expect(checked).toBe(1);
  });

  it('accepts every request if the Promise has no API', () => {
    expect(
      checkRequests({ metadata: { name: 'x' } }, [requestObject()], english)
        .problems,
    ).toEqual([]);
  });
});
