import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
import { openSpec } from '../form';
import { keepChanges } from './keepChanges';

const pagesOf = (properties: JsonObject) =>
  createPromiseTemplate({
    promise: promiseWith({ type: 'object', properties }),
  }).template!.spec.parameters;
const size = (initial: string) => ({
  size: {
    type: 'string',
    enum: ['small', 'medium', 'large'],
    default: initial,
  },
});
const team = { team: { type: 'string' } };

describe('keepChanges', () => {
  const before = pagesOf({ ...size('small'), ...team });
  const untouched = before.reduce<JsonObject | undefined>(
    (spec, page) => openSpec(page, spec) as JsonObject,
    undefined,
  );
  const filled = (change: JsonObject) => ({
    objname: 'one',
    spec: { ...untouched, ...change },
  });

  it('keeps what the user has filled in', () => {
    expect(keepChanges(before, before, filled({ team: 'shop' }))).toEqual({
      objname: 'one',
      spec: { size: 'small', team: 'shop' },
    });
  });

  it('takes a default from the new Promise, unless the user has chosen a value', () => {
    const after = pagesOf({ ...size('medium'), ...team });
    expect(keepChanges(before, after, filled({})).spec).toMatchObject({
      size: 'medium',
    });
    expect(
      keepChanges(before, after, filled({ size: 'large' })).spec,
    ).toMatchObject({ size: 'large' });
  });

  it('leaves out a field that the new Promise does not have, or has with another type', () => {
    const after = pagesOf({
      tier: { type: 'string' },
      team: { type: 'object', properties: { name: { type: 'string' } } },
    });
    const { spec } = keepChanges(
      before,
      after,
      filled({ size: 'large', team: 'shop' }),
    );
    expect(spec).not.toHaveProperty('size');
    expect(spec).not.toHaveProperty('team', 'shop');
  });
});
