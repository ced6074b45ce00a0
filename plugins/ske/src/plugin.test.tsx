import { ConfigReader } from '@backstage/config';
import { createApp } from '@backstage/frontend-defaults';
import {
  createFrontendPlugin,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { formFieldsApiRef } from '@backstage/plugin-scaffolder-react/alpha';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import skePlugin from './index';

/** Shows the names of the fields that the scaffolder's form is given. */
function FieldNames() {
  const api = useApi(formFieldsApiRef);
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    api.loadFormFields().then(fields => {
      const named = fields as unknown as Array<{ name: string }>;
      setNames(named.map(({ name }) => name));
    });
  }, [api]);
  return <p>{names.join(' ')}</p>;
}

const page = createFrontendPlugin({
  pluginId: 'page',
  extensions: [
    PageBlueprint.make({
      params: { path: '/', loader: async () => <FieldNames /> },
    }),
  ],
});

describe('the plugin in an app', () => {
  it("gives the scaffolder's form the fields that Templates of Promises name", async () => {
    const app = createApp({
      features: [skePlugin, scaffolderPlugin, page],
      advanced: {
        configLoader: async () => ({
          config: new ConfigReader({
            app: { title: 'Portal', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
          }),
        }),
      },
    });
    render(app.createRoot());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 20_000 }),
    );

    // All fields of the scaffolder are loaded with them.
    const names = await screen.findByText(
      /KratixYaml/,
      {},
      { timeout: 30_000 },
    );
    expect(names).toHaveTextContent(
      /KratixIntOrString KratixObject KratixYaml/,
    );
  }, 60_000);
});
