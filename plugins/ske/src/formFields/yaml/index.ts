import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { KratixYaml } from './KratixYaml';

export { YamlEditor, type YamlChange } from './YamlEditor';
export { readYamlFormData } from './yamlFormData';

export { KratixYaml };

export const kratixYaml = createFormField({
  name: 'KratixYaml',
  component: KratixYaml,
});
