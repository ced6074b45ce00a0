import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { KratixIntOrString } from './KratixIntOrString';

export { KratixIntOrString };

export const kratixIntOrString = createFormField({
  name: 'KratixIntOrString',
  component: KratixIntOrString,
});
