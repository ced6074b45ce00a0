import type { JsonObject, JsonValue } from '@backstage/types';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { skeApiRef, type SkeApi } from '../../api';
import { KratixBoolean } from '../boolean/KratixBoolean';
import { KratixIntOrString } from '../intOrString/KratixIntOrString';
import { KratixList } from '../list/KratixList';
import { KratixMap } from '../map/KratixMap';
import { KratixNamespace } from '../namespace/KratixNamespace';
import { KratixNullable } from '../nullable/KratixNullable';
import { KratixObject } from '../object/KratixObject';
import { KratixPassword } from '../password/KratixPassword';
import { validateSpec } from '../spec';
import { KratixYaml } from '../yaml/KratixYaml';
import { promiseWith } from './promiseWith';

const extensions = [
  { name: 'KratixBoolean', component: KratixBoolean },
  { name: 'KratixIntOrString', component: KratixIntOrString },
  { name: 'KratixList', component: KratixList, validation: validateSpec },
  { name: 'KratixMap', component: KratixMap, validation: validateSpec },
  { name: 'KratixNamespace', component: KratixNamespace },
  { name: 'KratixNullable', component: KratixNullable },
  { name: 'KratixObject', component: KratixObject, validation: validateSpec },
  { name: 'KratixPassword', component: KratixPassword },
  { name: 'KratixYaml', component: KratixYaml },
];

/** Renders the scaffolder's form for the Template of a Promise whose spec has this schema, and goes to its second page. */
export async function renderForm(options: {
  spec: JsonObject;
  /** The spec of a resource that is changed. */
  initialSpec?: JsonObject;
  singleSpecPage?: boolean;
  theme?: 'mui' | 'bui';
  /** The namespaces that the user may list; undefined if the cluster rejects the list. */
  namespaces?: JsonObject[];
  /** Stays on the first page. */
  atStart?: boolean;
}) {
  const { template } = createPromiseTemplate({
    promise: promiseWith(options.spec),
    settings: { singleSpecPage: options.singleSpecPage ?? true },
  });
  const steps = template!.spec.parameters.map(({ title, ...schema }) => ({
    title: title as string,
    schema: { title, ...schema } as JsonObject,
  }));
  const created: Array<Record<string, JsonValue>> = [];
  await renderInTestApp(
    <Stepper
      manifest={{ title: 'Thing', steps }}
      extensions={extensions}
      formProps={{ EXPERIMENTAL_theme: options.theme ?? 'mui' }}
      initialState={{
        objname: 'one',
        objnamespace: 'default',
        ...(options.initialSpec && { spec: options.initialSpec }),
      }}
      onCreate={async values => {
        created.push(values);
      }}
    />,
    { apis: [[skeApiRef, apiWith(options.namespaces)]] },
  );
  const press = (name: string | RegExp) => async () =>
    userEvent.click(
      // A form with many fields takes a while on a busy machine.
      await screen.findByRole('button', { name }, { timeout: 20_000 }),
    );
  const next = press(/^(Next|Review)$/);
  if (!options.atStart) {
    await next();
  }

  return {
    next,
    /** Goes to the review page and creates; returns the spec that is sent to the scaffolder. */
    async submit(): Promise<JsonValue> {
      await next();
      await press('Create')();
      return JSON.parse(JSON.stringify(created.at(-1)?.spec ?? null));
    },
  };
}

function apiWith(namespaces?: JsonObject[]): SkeApi {
  const api: Partial<SkeApi> = {
    listResources: async () => {
      if (!namespaces) {
        throw new Error('forbidden');
      }
      const of = { apiVersion: 'v1', kind: 'Namespace', namespaced: false };
      return { ...of, items: namespaces };
    },
  };
  return api as SkeApi;
}
