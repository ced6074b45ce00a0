import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
import { kratixFormFields } from '../index';
import { fakeApis, FakePlatform } from '../live/__testUtils__';

jest.setTimeout(120_000);

describe('the fields of a Promise’s form', () => {
  const { template } = createPromiseTemplate({
    promise: promiseWith({
      type: 'object',
      properties: {
        tls: {
          type: 'object',
          required: ['secretName'],
          properties: { secretName: { type: 'string' } },
        },
      },
    }),
    settings: { singleSpecPage: true },
  });
  const steps = template!.spec.parameters.map(({ title, ...schema }) => ({
    title: title as string,
    schema: { title, ...schema },
  }));

  function Form(props: {
    fields: ReactNode;
    onCreate: (spec: unknown) => void;
  }) {
    const found = useCustomFieldExtensions(props.fields);
    return (
      <Stepper
        manifest={{ title: 'Thing', steps }}
        extensions={found as []}
        initialState={{ objname: 'one', objnamespace: 'default' }}
        onCreate={async ({ spec }) => props.onCreate(spec)}
      />
    );
  }

  const press = async (name: string) =>
    userEvent.click(await screen.findByRole('button', { name }));

  async function openSpec(fields: ReactNode, onCreate = jest.fn()) {
    await renderInTestApp(
      <TestApiProvider apis={fakeApis(new FakePlatform())}>
        <Form fields={fields} onCreate={onCreate} />
      </TestApiProvider>,
    );
    await press('Next');
    return onCreate;
  }

  it('are field extensions, and the form can leave an optional object out', async () => {
    const onCreate = await openSpec(
      <ScaffolderFieldExtensions>{kratixFormFields}</ScaffolderFieldExtensions>,
    );
    expect(
      await screen.findByRole('checkbox', { name: 'TLS' }),
    ).not.toBeChecked();
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({});
    expect(screen.queryByText(/lacks the fields/)).not.toBeInTheDocument();
  });

  it('are reported as missing by a form that does not have them', async () => {
    await openSpec(null);
    expect(
      await screen.findByText(/portal lacks the fields of this form/),
    ).toBeVisible();
  });
});
