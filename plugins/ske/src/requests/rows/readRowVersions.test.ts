import { bindingObject, requestObject } from '../__testUtils__/objects';
import { readRowVersions } from './readRowVersions';

const request = (promiseVersion?: string) =>
  requestObject({ status: promiseVersion ? { promiseVersion } : {} });

describe('readRowVersions', () => {
  it('reads the applied version of the binding', () => {
    const binding = bindingObject({ applied: 'v1.0.0' });

    expect(readRowVersions(request('v0.9.0'), {}, binding)).toEqual({
      version: 'v1.0.0',
    });
  });

  it('reads the version of the status without a binding', () => {
    expect(readRowVersions(request('v1.0.0'), {}, undefined)).toEqual({
      version: 'v1.0.0',
    });
  });

  it('names the version in the binding', () => {
    const binding = bindingObject({ version: 'v2.0.0', applied: 'v1.0.0' });

    expect(readRowVersions(request(), { version: 'v3.0.0' }, binding)).toEqual({
      version: 'v1.0.0',
      upgradeTo: 'v2.0.0',
    });
  });

  it('names the version of the Promise if the version in the binding is already applied', () => {
    const binding = bindingObject({ version: 'v1.0.0', applied: 'v1.0.0' });

    expect(readRowVersions(request(), { version: 'v3.0.0' }, binding)).toEqual({
      version: 'v1.0.0',
      upgradeTo: 'v3.0.0',
    });
  });

  it('reads no version if Kratix wrote not-set', () => {
    const binding = bindingObject({ applied: 'not-set' });

    expect(readRowVersions(request('not-set'), {}, binding)).toEqual({});
  });
});
