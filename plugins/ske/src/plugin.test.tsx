import {
  createFrontendPlugin,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { formFieldsApiRef } from '@backstage/plugin-scaffolder-react/alpha';
import { screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import alphaPlugin from './alpha';
import skePlugin from './index';

/** Shows the names of the field extensions that the scaffolder's form loads. */
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
  it("adds the fields for Templates of Promises to the scaffolder's form", async () => {
    renderTestApp({ features: [skePlugin, scaffolderPlugin, page] });

    // The scaffolder's own fields are loaded with them.
    const names = await screen.findByText(/KratixYaml/);
    expect(names).toHaveTextContent(
      /KratixBoolean KratixIntOrString KratixList KratixMap KratixNamespace KratixNullable KratixObject KratixPassword KratixYaml/,
    );
  });

  it('exports the same plugin at /alpha', () => {
    expect(alphaPlugin).toBe(skePlugin);
  });
});
