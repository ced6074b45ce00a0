import { SkeError } from '@kratix-portal/plugin-ske-common';
import { collection, kindOf, promiseObject } from '../__testUtils__/objects';
import { describeCoverage, type KindFacts } from './describeCoverage';

const forbidden = new SkeError({ code: 'forbidden', message: 'No.' });
const unreachable = new SkeError({
  code: 'cluster-unreachable',
  message: 'Not now.',
});
const loading = collection([], { status: 'loading', asOf: undefined });
const refused = collection([], { status: 'refused', error: forbidden });
const failed = collection([], { status: 'refused', error: unreachable });

const describe1 = (facts: Partial<KindFacts>) => {
  const { kind, ...rest } = describeCoverage(kindOf(promiseObject()), {
    inNamespaces: [],
    isRestricted: false,
    isAsking: false,
    ...facts,
  });
  return rest;
};
const nothing = { namespaces: [], leftOut: [] };

describe('describeCoverage', () => {
  it('is loading until the first list is complete', () => {
    expect(describe1({})).toEqual({ ...nothing, status: 'loading' });
    expect(describe1({ everywhere: loading })).toEqual({
      ...nothing,
      status: 'loading',
    });
  });

  it('covers all namespaces', () => {
    expect(describe1({ everywhere: collection() })).toEqual({
      ...nothing,
      status: 'everywhere',
    });
  });

  it('covers all namespaces while the connection is restored', () => {
    const everywhere = collection([], { status: 'reconnecting' });

    expect(describe1({ everywhere }).status).toBe('everywhere');
  });

  it('has failed because of an error other than a missing right', () => {
    expect(describe1({ everywhere: failed })).toEqual({
      ...nothing,
      status: 'failed',
      error: unreachable,
    });
  });

  it('has no requests if the cluster does not serve the API', () => {
    const notServed = collection([], {
      status: 'refused',
      error: new SkeError({ code: 'kind-not-served', message: 'Not yet.' }),
    });

    expect(describe1({ everywhere: notServed }).status).toBe('not-served');
    expect(
      describe1({ isRestricted: true, everywhere: notServed }).status,
    ).toBe('not-served');
  });

  it('names the namespaces that are shown if the others are refused', () => {
    const inNamespaces = [
      { namespace: 'team-a', collection: collection() },
      { namespace: 'team-b', collection: refused },
    ];

    expect(
      describe1({ everywhere: refused, isRestricted: true, inNamespaces }),
    ).toEqual({
      ...nothing,
      status: 'namespaces',
      namespaces: ['team-a'],
      error: forbidden,
    });
  });

  it('waits for the answers about namespaces', () => {
    expect(describe1({ isRestricted: true, isAsking: true }).status).toBe(
      'loading',
    );
  });

  it('is not allowed if no namespace may be listed', () => {
    expect(describe1({ isRestricted: true, everywhere: refused })).toEqual({
      ...nothing,
      status: 'not-allowed',
      error: forbidden,
    });
  });

  it('is not allowed if the namespaces that may be listed may not be watched', () => {
    expect(
      describe1({
        isRestricted: true,
        inNamespaces: [{ namespace: 'team-a', collection: refused }],
      }),
    ).toEqual({ ...nothing, status: 'not-allowed', error: forbidden });
  });

  it('has failed if the portal could not ask', () => {
    expect(describe1({ isRestricted: true, askingError: unreachable })).toEqual(
      { ...nothing, status: 'failed', error: unreachable },
    );
  });

  it('says that a list is not live', () => {
    const everywhere = collection([], { status: 'polling' });

    expect(describe1({ everywhere })).toEqual({
      ...nothing,
      status: 'everywhere',
      isPolled: true,
    });
  });

  it('says that a list is not live because the user may not watch it', () => {
    const mayNotWatch = collection([], { status: 'polling', error: forbidden });

    expect(describe1({ everywhere: mayNotWatch })).toEqual({
      ...nothing,
      status: 'everywhere',
      watchRefusal: forbidden,
    });
    expect(
      describe1({
        isRestricted: true,
        inNamespaces: [{ namespace: 'team-a', collection: mayNotWatch }],
      }),
    ).toEqual({
      ...nothing,
      status: 'namespaces',
      namespaces: ['team-a'],
      watchRefusal: forbidden,
    });
  });

  it('lists what is left out if there are too many lists', () => {
    expect(describe1({ leftOut: [] }).status).toBe('left-out');
    expect(
      describe1({ isRestricted: true, leftOut: ['team-a'] }),
    ).toMatchObject({ status: 'left-out', leftOut: ['team-a'] });
  });
});
