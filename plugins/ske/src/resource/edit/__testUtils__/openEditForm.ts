import type { JsonObject } from '@backstage/types';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlatform } from '../../../live/__testUtils__';
import { KRATIX, ref } from '../../__testUtils__/database';
import { openEdit } from './openEdit';

interface Write {
  manifest: string;
  dryRun: boolean;
}

/** A schema with a field that cannot be changed, a default, a password, and a field that the object does not have. */
const SPEC = {
  type: 'object',
  properties: {
    engine: {
      type: 'string',
      title: 'Database engine',
      'x-kubernetes-validations': [{ rule: 'self == oldSelf' }],
    },
    version: { type: 'string', title: 'Version' },
    tier: { type: 'string', title: 'Tier', default: 'small' },
    admin: { type: 'string', title: 'Admin', format: 'password' },
    storage: {
      type: 'object',
      title: 'Storage',
      properties: { sizeGiB: { type: 'integer', title: 'Size' } },
    },
  },
};

/** Gives the Promise and the object of the page the fields of {@link SPEC}. */
export function prepare(platform: FakePlatform): void {
  const [promise] = platform.cluster.list({
    apiVersion: KRATIX,
    kind: 'Promise',
  });
  const changed = structuredClone(promise) as typeof promise & {
    spec: { api: { spec: { versions: { schema: JsonObject }[] } } };
  };
  changed.spec.api.spec.versions[0].schema = {
    openAPIV3Schema: { type: 'object', properties: { spec: SPEC } },
  };
  platform.put({
    ...changed,
    metadata: {
      ...changed.metadata,
      annotations: { 'kratix-portal.io/form': 'singlePage: true' },
    },
  });
  const [object] = platform.cluster.list(ref);
  platform.put({
    ...object,
    spec: { ...object.spec, admin: 'hunter2', extra: { kept: [1] } },
  });
}

export const field = (name: string | RegExp) =>
  screen.findByRole('textbox', { name });
export const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
export const yaml = () =>
  screen.getByRole('group', { name: 'Database orders as YAML' });
export const retype = async (name: string, text: string) => {
  await userEvent.clear(await field(name));
  await userEvent.type(await field(name), text);
};

/** Opens the form of the tab *Edit* on a platform that accepts each write, or responds with the next of `answers`. */
export async function openEditForm(platform = new FakePlatform()) {
  const page = await openEdit(prepare, platform);
  const sent: Write[] = [];
  const answers: (() => Promise<unknown>)[] = [];
  platform.write = async (_, input) => {
    sent.push(input as Write);
    const answer = answers.shift();
    return (
      answer
        ? await answer()
        : { operation: 'updated', notices: [], changes: [] }
    ) as never;
  };
  await field('Version');
  return { ...page, sent, answers };
}
